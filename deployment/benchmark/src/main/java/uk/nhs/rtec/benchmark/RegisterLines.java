package uk.nhs.rtec.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/**
 * A register file of made-up people, the same at every call, and beside it what it leaves in the tables, as a plain COPY takes it. Of a
 * hundred lines about one is faulty, one stands there once more, and now and then one contradicts its certificate or stands far from it, so
 * that an import goes every way there is.
 *
 * @param csv the file
 * @param certificates what goes into the table of certificates, as COPY text
 * @param people what goes into the table of people, as COPY text
 * @param lines how many lines the file has, without its header
 * @param accepted how many of them are new to an empty register
 * @param unchanged how many only repeat an earlier one
 */
record RegisterLines(Path csv, Path certificates, Path people, long lines, long accepted, long unchanged) {

    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode";

    private static final List<Series> SERIES = List.of(
            new Series("0005", "MAT", 14, 21, 0),
            new Series("0006", "MED", 20, 60, 0),
            new Series("0007", "PPC", 30, 12, 0),
            new Series("0009", "HC2", 12, 12, 50),
            new Series("0011", "IS", 6, 12, 30),
            new Series("0013", "TCC", 4, 7, 40),
            new Series("0014", "PCG", 5, 12, 40),
            new Series("0020", "HRT", 9, 12, 0));

    private static final String[] SURNAMES = {
        "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Robinson", "Wright",
        "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall", "Wood", "Jackson", "Clarke", "Khan",
        "O'Brien", "O’Neill", "MacDonald", "Ahmed", "Begum", "Nowak", "Fernández", "Łukaszewicz", "Sørensen", "Müller"
    };
    private static final String[] ENDINGS = {
        "", "", "", "", "-Smith", "-Jones", "son", "ley", "ton", "field", "by", "ham"
    };
    private static final String[] FORENAMES = {
        "Oliver", "George", "Noah", "Arthur", "Harry", "Leo", "Muhammad", "Jack", "Charlie", "Olivia", "Amelia", "Isla",
        "Ava", "Mia", "Ivy", "Lily", "Zoë", "Renée", "Mary Ann", "Siân", "Priya", "Aisha", "Grace", "Sophie"
    };
    private static final String[] AREAS = {"LS", "NE", "M", "B", "SW", "EC", "L", "S", "BS", "CF", "NG", "PL"};
    private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

    /** So many lines back can be where a repeated or contradicted line stands. */
    private static final int REACH = 50_000;

    private static final long SEED = 20_260_101;

    /** A kind of certificate with numbers of its own. */
    private record Series(String category, String prefix, int weight, int months, int percentWithFamily) {}

    /** A certificate as its lines state it. */
    private record Certificate(String number, String category, LocalDate from, LocalDate to) {

        String csv(String category) {
            return String.join(",", number, category, from.toString(), to.toString());
        }
    }

    /** A good line: the columns of the certificate, and those of the person. */
    private record Good(Certificate certificate, String person) {

        String csv() {
            return certificate.csv(certificate.category()) + "," + person;
        }
    }

    /** Writes so many lines into that folder. */
    static RegisterLines written(Path folder, long lines) throws IOException {
        Path csv = folder.resolve("lines.csv");
        Path certificates = folder.resolve("certificates.copy");
        Path people = folder.resolve("people.copy");
        try (Author author = new Author(
                Files.newBufferedWriter(csv), Files.newBufferedWriter(certificates), Files.newBufferedWriter(people))) {
            author.write(lines);
            return new RegisterLines(csv, certificates, people, lines, author.accepted, author.unchanged);
        }
    }

    private static final class Author implements AutoCloseable {

        private final SplittableRandom random = new SplittableRandom(SEED);
        private final BufferedWriter csv;
        private final BufferedWriter certificates;
        private final BufferedWriter people;
        private final int[] issued = new int[SERIES.size()];
        private final Deque<Good> ready = new ArrayDeque<>();
        private final Deque<Good> later = new ArrayDeque<>();
        private final List<Good> earlier = new ArrayList<>();
        private long accepted;
        private long unchanged;

        Author(BufferedWriter csv, BufferedWriter certificates, BufferedWriter people) {
            this.csv = csv;
            this.certificates = certificates;
            this.people = people;
        }

        void write(long lines) throws IOException {
            csv.write(HEADER + "\n");
            for (long line = 0; line < lines; line++) {
                int dice = random.nextInt(1_000);
                if (dice < 10) {
                    csv.write(faulty());
                } else if (dice < 20 && !earlier.isEmpty()) {
                    csv.write(some(earlier).csv());
                    unchanged++;
                } else if (dice < 22 && !earlier.isEmpty()) {
                    csv.write(contradicting(some(earlier)));
                } else {
                    csv.write(good().csv());
                    accepted++;
                }
                csv.write('\n');
            }
        }

        @Override
        public void close() throws IOException {
            csv.close();
            certificates.close();
            people.close();
        }

        private Good good() throws IOException {
            if (later.size() > 500) {
                return remembered(later.removeFirst());
            }
            if (ready.isEmpty()) {
                issue();
            }
            return remembered(ready.removeFirst());
        }

        private Good remembered(Good good) throws IOException {
            if (earlier.size() < REACH) {
                earlier.add(good);
            } else {
                earlier.set(random.nextInt(REACH), good);
            }
            row(people, id(), good.certificate().number() + "\t" + columns(good.person()));
            return good;
        }

        /** A new certificate, and everybody on it. */
        private void issue() throws IOException {
            int kind = kind();
            Series series = SERIES.get(kind);
            LocalDate from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700));
            Certificate certificate = new Certificate(
                    String.format(Locale.ROOT, "%s-%08d", series.prefix(), ++issued[kind]),
                    series.category(),
                    from,
                    from.plusMonths(series.months()));
            row(
                    certificates,
                    certificate.number(),
                    certificate.category() + "\t" + certificate.from() + "\t" + certificate.to());
            String surname = some(SURNAMES) + some(ENDINGS);
            String home = postcode();
            ready.add(new Good(certificate, person("holder", surname, 1955, 50, home)));
            if (random.nextInt(100) < series.percentWithFamily()) {
                ready.add(new Good(certificate, person("partner", surname, 1955, 50, home)));
                for (int children = random.nextInt(4); children > 0; children--) {
                    Good dependant = new Good(certificate, person("dependant", surname, 2006, 18, home));
                    // Some are reported when the file is long past their family.
                    (random.nextInt(20) == 0 ? later : ready).add(dependant);
                }
            }
        }

        private int kind() {
            int dice = random.nextInt(100);
            int kind = 0;
            while (dice >= SERIES.get(kind).weight()) {
                dice -= SERIES.get(kind).weight();
                kind++;
            }
            return kind;
        }

        private String person(String relationship, String surname, int firstYear, int years, String postcode) {
            return String.join(
                    ",",
                    relationship,
                    random.nextInt(8) == 0 ? "" : nhsNumber(),
                    surname,
                    random.nextInt(20) == 0 ? "" : some(FORENAMES),
                    LocalDate.of(firstYear, 1, 1)
                            .plusDays(random.nextInt(years * 365))
                            .toString(),
                    postcode);
        }

        private String nhsNumber() {
            while (true) {
                String nine = String.valueOf(400_000_000 + random.nextInt(300_000_000));
                int sum = 0;
                for (int place = 0; place < 9; place++) {
                    sum += (nine.charAt(place) - '0') * (10 - place);
                }
                int check = (11 - sum % 11) % 11;
                if (check < 10) {
                    return nine + check;
                }
            }
        }

        private String postcode() {
            return some(AREAS) + (1 + random.nextInt(30)) + " " + random.nextInt(10)
                    + LETTERS.charAt(random.nextInt(LETTERS.length()))
                    + LETTERS.charAt(random.nextInt(LETTERS.length()));
        }

        private String faulty() {
            String number = "BAD-" + random.nextInt(1_000_000);
            return switch (random.nextInt(4)) {
                case 0 -> number + ",0006,2025-01-01,2025-13-01,holder,,Smith,Mary,1984-02-29,LS1 4AP";
                case 1 -> number + ",0001,2025-01-01,2025-12-01,holder,,Smith,Mary,1984-02-29,LS1 4AP";
                case 2 -> number + ",0006,2025-01-01,2025-12-01,holder,9434765910,,Mary,1984-02-29,LS1 4AP";
                default -> number + ",0006,2025-01-01,2025-12-01,holder,,Smith,Mary,1984-02-29";
            };
        }

        private static String contradicting(Good good) {
            String other = good.certificate().category().equals("0006") ? "0005" : "0006";
            return good.certificate().csv(other) + "," + good.person();
        }

        /** The columns of a person's row after the certificate's number, before the officer. */
        private static String columns(String person) {
            String[] texts = person.split(",", -1);
            return String.join(
                    "\t",
                    texts[0],
                    orNull(texts[1]),
                    texts[2],
                    orNull(texts[3]),
                    texts[4],
                    texts[5],
                    new Surname(texts[2]).normalised(),
                    new Postcode(texts[5]).normalised());
        }

        private static String orNull(String text) {
            return text.isEmpty() ? "\\N" : text;
        }

        private static void row(BufferedWriter rows, String key, String columns) throws IOException {
            rows.write(key + "\t" + columns + "\t2026-01-01 09:00:00+00\tX26\t555012345678\n");
        }

        /** In the order of the rows, as the import's own ids are, so that the plain COPY is spared a scattered index as well. */
        private String id() {
            return new UUID(0x0190_0000_0000_7000L + (accepted << 16), random.nextLong() >>> 2 | Long.MIN_VALUE)
                    .toString();
        }

        private <T> T some(List<T> things) {
            return things.get(random.nextInt(things.size()));
        }

        private String some(String[] things) {
            return things[random.nextInt(things.length)];
        }
    }
}
