package uk.nhs.rtec.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;

/**
 * The certificates of the sandbox's people. Most run from last month to the end of the eleventh month from now, and bear the month in
 * their number: a demo that is started again next month adds new ones and changes none.
 */
final class DemoRegister {

    private static final String FILE = "demo/certificates.csv";

    private DemoRegister() {}

    /** Takes the demo's certificates in; those that are there already stay as they are. */
    static ImportSummary load(ImportCertificates importCertificates, LocalDate today) {
        List<RegisterLine> lines = lines(today);
        return importCertificates.importLines(lines.iterator(), refusal -> {
            throw new IllegalStateException("line " + refusal.line() + " of the demo's certificates: "
                    + refusal.column() + " " + refusal.reason());
        });
    }

    private static List<RegisterLine> lines(LocalDate today) {
        YearMonth month = YearMonth.from(today);
        List<RegisterLine> lines = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(DemoRegister.class.getResourceAsStream(FILE));
                BufferedReader text = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<RegisterColumn> columns = List.of(RegisterColumn.values());
            int number = 1;
            for (String line = text.readLine(); line != null; line = text.readLine(), number++) {
                if (number > 1) {
                    String[] fields = line.replace("{month}", month.toString())
                            .replace("{from}", month.minusMonths(1).atDay(1).toString())
                            .replace("{to}", month.plusMonths(11).atEndOfMonth().toString())
                            .split(",", -1);
                    Map<RegisterColumn, String> texts = new EnumMap<>(RegisterColumn.class);
                    for (int i = 0; i < fields.length; i++) {
                        texts.put(columns.get(i), fields[i]);
                    }
                    lines.add(new RegisterLine(number, texts));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
