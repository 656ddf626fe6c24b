package uk.nhs.rtec.rest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.application.register.CertificateImport;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.application.register.Refusal;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterUnavailable;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;

class RegisterApiTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));
    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode\n";
    private static final String LINE = "MAT-1,0005,2026-01-01,2026-12-31,holder,,Example,Ann,1990-05-05,LS1 4AP\n";

    private List<Path> filesBefore = List.of();

    @BeforeEach
    void lookAtTheTemporaryFiles() {
        filesBefore = temporaryFiles();
    }

    @AfterEach
    void noTemporaryFileIsLeft() {
        assertThat(temporaryFiles()).isEqualTo(filesBefore);
    }

    @Test
    void theReportCountsLinesAndNamesThoseThatWereRefused() {
        RunningApi.Answer answer = send((officer, lines, refusals) -> {
            lines.forEachRemaining(line -> {});
            refusals.accept(new Refusal(3, RegisterColumn.CATEGORY, "is missing"));
            refusals.accept(new Refusal(3, RegisterColumn.VALID_TO, "is before \"valid_from\""));
            return new ImportSummary(4, 2, 1);
        });

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("""
                        {"read":4,"accepted":2,"unchanged":1,"refused":[\
                        {"line":3,"column":"category","reason":"is missing"},\
                        {"line":3,"column":"valid_to","reason":"is before \\"valid_from\\""}]}""");
    }

    @Test
    void aReportWithoutRefusalsHasAnEmptyList() {
        assertThat(send((officer, lines, refusals) -> new ImportSummary(0, 0, 0))
                        .body())
                .isEqualTo("{\"read\":0,\"accepted\":0,\"unchanged\":0,\"refused\":[]}");
    }

    @Test
    void aReportMayBeLong() {
        RunningApi.Answer answer = send((officer, lines, refusals) -> {
            for (int line = 2; line < 100_002; line++) {
                refusals.accept(new Refusal(line, RegisterColumn.POSTCODE, "is missing"));
            }
            return new ImportSummary(100_000, 0, 0);
        });

        assertThat(Json.createReader(new StringReader(answer.body()))
                        .readObject()
                        .getJsonArray("refused"))
                .hasSize(100_000);
    }

    @Test
    void noValueOfTheFileStandsInTheReport() {
        String secret = "zqxsecret";
        String wrong = String.join(",", java.util.Collections.nCopies(10, secret + "9")) + "\n";
        RunningApi.Answer answer = api(new CertificateImport(storing(), CLOCK))
                .call("POST", "/certificates/import")
                .by(officer("REGISTER"))
                .body("text/csv", HEADER + wrong + LINE + LINE.replace("0005", secret))
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"read\":3,\"accepted\":1,\"unchanged\":0,")
                .doesNotContain(secret);
    }

    @Test
    void aLineThatIsTooShortOrTooLongIsRefusedAndTheOthersAreTakenIn() {
        RunningApi.Answer answer = api(new CertificateImport(storing(), CLOCK))
                .call("POST", "/certificates/import")
                .by(officer("REGISTER"))
                .body("text/csv", HEADER + LINE + "MAT-2\n" + LINE.strip() + ",\n" + LINE)
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"read\":4,\"accepted\":2,\"unchanged\":0,")
                .contains("{\"line\":3,\"column\":\"category\",\"reason\":\"is missing\"}")
                .contains("{\"line\":4,\"column\":\"postcode\",\"reason\":\"is not a postcode\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n1,2\n", "{}"})
    void whatIsNoRegisterFileIs400(String file) {
        RunningApi.Answer answer = api(new CertificateImport(storing(), CLOCK))
                .call("POST", "/certificates/import")
                .by(officer("REGISTER"))
                .body("text/csv", file)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"The request is not valid\",\"status\":400,\"errors\":["
                                + "{\"field\":\"body\",\"detail\":\"the first line must name each of these columns once: "
                                + HEADER.strip() + "\"}]}");
    }

    @Test
    void aLineWithAStrayQuoteIsRefusedAloneAndNotRepeated() {
        RunningApi.Answer answer = api(new CertificateImport(storing(), CLOCK))
                .call("POST", "/certificates/import")
                .by(officer("REGISTER"))
                .body("text/csv", HEADER + LINE + "\"zqxsecret\"x,1\n")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"read\":2", "\"accepted\":1", "\"line\":3")
                .doesNotContain("zqxsecret");
    }

    @Test
    void aSilentRegisterIs503() {
        RunningApi.Answer answer = send((officer, lines, refusals) -> {
            refusals.accept(new Refusal(2, RegisterColumn.POSTCODE, "is missing"));
            throw new RegisterUnavailable("the register is silent", new IllegalStateException());
        });

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aBugIs500AndTellsNothing() {
        try (Logged log = new Logged()) {
            RunningApi.Answer answer = send((officer, lines, refusals) -> {
                throw new IllegalStateException(lines.next().texts().toString());
            });

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEmpty();
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("LS1 4AP"));
        }
    }

    @Test
    void anotherTypeCharsetOrEncodingIs415() {
        for (String type : List.of("application/json", "text/plain", "text/csv;charset=iso-8859-1")) {
            assertThat(api(neverAsked())
                            .call("POST", "/certificates/import")
                            .by(officer("REGISTER"))
                            .body(type, HEADER)
                            .send()
                            .status())
                    .isEqualTo(415);
        }
        assertThat(api(neverAsked())
                        .call("POST", "/certificates/import")
                        .by(officer("REGISTER"))
                        .body("text/csv", HEADER)
                        .header("Content-Encoding", "gzip")
                        .send()
                        .status())
                .isEqualTo(415);
    }

    @Test
    void onlyRegisterOfficersMayImport() {
        for (String activity : List.of("AUDITOR", "B0570", "CLAIMS")) {
            RunningApi.Answer answer = api(neverAsked())
                    .call("POST", "/certificates/import")
                    .by(officer(activity))
                    .body("text/csv", HEADER)
                    .send();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403}");
        }
        assertThat(api(neverAsked())
                        .call("POST", "/certificates/import")
                        .body("text/csv", HEADER)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    private static RunningApi.Answer send(ImportCertificates importCertificates) {
        return api(importCertificates)
                .call("POST", "/certificates/import")
                .by(officer("REGISTER"))
                .body("text/csv; charset=utf-8", HEADER + LINE)
                .send();
    }

    private static ImportCertificates neverAsked() {
        return (officer, lines, refusals) -> fail("nothing may be imported");
    }

    private static CertificateStore storing() {
        return (entries, by) ->
                entries.stream().map(entry -> CertificateStore.Taken.ADDED).toList();
    }

    private static RunningApi api(ImportCertificates importCertificates) {
        return new RunningApi(CertificatesApiTest.api(importCertificates));
    }

    private static JsonWebToken officer(String activity) {
        return SampleTokens.officer(activity, SampleTokens::unchanged);
    }

    private static List<Path> temporaryFiles() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("rtec-import-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
