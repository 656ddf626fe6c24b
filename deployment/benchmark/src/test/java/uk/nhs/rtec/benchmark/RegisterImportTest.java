package uk.nhs.rtec.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.register.CertificateImport;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.application.register.Refusal;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.rest.register.RegisterFile;

final class RegisterImportTest {

    @Test
    void theLinesAreTheSameAtEveryCall(@TempDir Path folder) throws IOException {
        Path again = Files.createDirectory(folder.resolve("again"));
        RegisterLines first = RegisterLines.written(folder, 3_000);
        RegisterLines second = RegisterLines.written(again, 3_000);
        assertThat(second.csv()).hasSameBinaryContentAs(first.csv());
        assertThat(second.people()).hasSameBinaryContentAs(first.people());
    }

    @Test
    void theLinesGoEveryWayThatAnImportHas(@TempDir Path folder) throws IOException {
        RegisterLines lines = RegisterLines.written(folder, 10_000);
        List<Refusal> refusals = new ArrayList<>();
        ImportSummary summary;
        try (InputStream body = Files.newInputStream(lines.csv())) {
            summary = new CertificateImport(new MemoryExemptionRegister(), InstantSource.system())
                    .importLines(Examples.REGISTER_OFFICER, new RegisterFile(body, -1), refusals::add);
        }
        assertThat(summary).isEqualTo(new ImportSummary(10_000, lines.accepted(), lines.unchanged()));
        assertThat(summary.accepted()).isBetween(9_500L, 9_900L);
        assertThat(summary.unchanged()).isBetween(50L, 200L);
        assertThat(refusals)
                .extracting(Refusal::column)
                .contains(
                        RegisterColumn.CATEGORY,
                        RegisterColumn.VALID_TO,
                        RegisterColumn.NHS_NUMBER,
                        RegisterColumn.SURNAME,
                        RegisterColumn.POSTCODE);
        assertThat(refusals).extracting(Refusal::reason).contains("is not what the register has for this certificate");
        assertThat(Files.readAllLines(lines.people())).hasSize((int) lines.accepted());
    }

    @Test
    void aSmallMeasurementHasAResultOfEveryKind(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(told, true, StandardCharsets.UTF_8), "Small");
        double share = RegisterImport.measure(2_000, 1, Duration.ZERO, folder, report);
        assertThat(share).isPositive();
        report.writeTo(folder.resolve("small.md"));
        assertThat(Files.readString(folder.resolve("small.md")))
                .isEqualTo(told.toString(StandardCharsets.UTF_8))
                .contains("fsync", "| 1 |", "of the indexed COPY", "VmHWM");
        assertThat(folder.toFile().list()).containsExactly("small.md");
    }
}
