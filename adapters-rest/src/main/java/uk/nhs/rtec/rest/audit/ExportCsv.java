package uk.nhs.rtec.rest.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as CSV (RFC 4180) that no spreadsheet takes for anything but texts. */
final class ExportCsv {

    /** With one of these first, a spreadsheet takes a text for a formula. */
    private static final String BEGINNINGS_OF_FORMULAS = "=+-@\t\r";

    private ExportCsv() {}

    /** The lines of these rows. */
    static byte[] lines(List<List<String>> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row.stream().map(ExportCsv::field).collect(Collectors.joining(",")))
                .append("\r\n"));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String field(String text) {
        boolean formula = !text.isEmpty() && BEGINNINGS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0;
        String harmless = formula ? "'" + text : text;
        return harmless.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
