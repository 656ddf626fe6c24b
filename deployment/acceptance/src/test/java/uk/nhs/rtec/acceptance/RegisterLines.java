package uk.nhs.rtec.acceptance;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A register file of certificates that never were: every hundredth line is faulty in two columns. */
record RegisterLines(String prefix, int count) {

    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode\n";
    private static final int FAULTY_EACH = 100;

    /** So many lines that no other file has. */
    static RegisterLines some(int count) {
        return new RegisterLines(UUID.randomUUID().toString().substring(0, 13), count);
    }

    String number(int line) {
        return prefix + "-" + line;
    }

    boolean isFaulty(int line) {
        return line % FAULTY_EACH == FAULTY_EACH - 1;
    }

    String file() {
        return IntStream.range(0, count).mapToObj(this::line).collect(Collectors.joining("", HEADER, ""));
    }

    /** What an import of it says of every line once. */
    String counters() {
        int faulty = count / FAULTY_EACH;
        return count + " read, " + (count - faulty) + " accepted, 0 unchanged, " + faulty + " refused";
    }

    /** What it says was refused; the header is line 1. */
    String refused() {
        return IntStream.range(0, count)
                .filter(this::isFaulty)
                .mapToObj(line -> (line + 2) + ",category,is not the code of a category that is held\n" + (line + 2)
                        + ",postcode,is missing\n")
                .collect(Collectors.joining("", "line,column,reason\n", ""));
    }

    private String line(int line) {
        String holder = ",2026-01-01,2026-12-31,holder,,Lines,Number," + (1950 + line % 50) + "-0" + (1 + line % 9)
                + "-1" + line % 10 + ",";
        return isFaulty(line) ? number(line) + ",9999" + holder + "\n" : number(line) + ",0006" + holder + "LS1 4AP\n";
    }
}
