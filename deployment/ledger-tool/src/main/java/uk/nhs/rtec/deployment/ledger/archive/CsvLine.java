package uk.nhs.rtec.deployment.ledger.archive;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Hash;

/**
 * A line of a CSV file of an archive.
 *
 * @param number its place in the file; the header is line 1
 */
record CsvLine(long number, List<String> values) {

    /** Whether a value stands in a line without quotes: printable ASCII, and neither comma nor quote. */
    static boolean isPlain(String value) {
        return value.chars().allMatch(each -> each > ' ' && each < 127 && each != ',' && each != '"');
    }

    /** The line that the text is, or nothing when it has not that many values, or one that needs quotes. */
    static Optional<CsvLine> parse(long number, String text, int columns) {
        List<String> values = List.of(text.split(",", -1));
        return values.size() == columns && values.stream().allMatch(CsvLine::isPlain)
                ? Optional.of(new CsvLine(number, values))
                : Optional.empty();
    }

    String text(int column) {
        return values.get(column);
    }

    /** The text of a column that not every such file has; nothing when it is empty. */
    Optional<String> optionalText(int column) {
        return column < values.size()
                ? Optional.of(values.get(column)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /**
     * The number in its one spelling.
     *
     * @throws IllegalArgumentException when it is none
     */
    long number(int column) {
        long number = Long.parseLong(text(column));
        if (number < 0 || !String.valueOf(number).equals(text(column))) {
            throw new IllegalArgumentException("not a number");
        }
        return number;
    }

    Hash hash(int column) {
        return Hash.ofHex(text(column));
    }

    Bytes bytes(int column) {
        return Bytes.ofHex(text(column));
    }

    @Override
    public String toString() {
        return "CsvLine[" + number + "]";
    }
}
