package uk.nhs.rtec.rest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.covid.AttemptAtAnother;
import uk.nhs.rtec.application.covid.AttemptCursor;
import uk.nhs.rtec.application.covid.AttemptPage;
import uk.nhs.rtec.application.covid.AttemptQuery;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.application.covid.ReadCovidAttempts;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleCursors;

class CovidAttemptsApiTest {

    private static final Instant AT = Instant.parse("2026-03-01T09:00:00.000001Z");
    private static final AttemptCursor CURSOR = new AttemptCursor(AT, new UUID(1, 2));
    private static final AttemptAtAnother ATTEMPT =
            new AttemptAtAnother(new AppId("an-app"), new NhsNumber("9990548021"), new NhsNumber("9990548072"), AT);
    private static final ReadCovidAttempts NEVER_ASKED = (officer, reason, query) -> fail("nothing may be looked up");

    @ParameterizedTest
    @ValueSource(strings = {"AUDITOR", "GOVERNANCE"})
    void aPageSaysWhoAskedAboutWhomThroughWhichAppAndWhen(String activity) {
        RunningApi.Answer answer = search(activity, "{\"reason\":\" case 17 \"}", (officer, reason, query) -> {
            assertThat(officer.user().value()).isEqualTo("555254240000");
            assertThat(reason).isEqualTo("case 17");
            assertThat(query)
                    .isEqualTo(new AttemptQuery(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            50,
                            Optional.empty()));
            return new AttemptPage(List.of(ATTEMPT), Optional.empty());
        });

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"attempts\":[{\"at\":\"2026-03-01T09:00:00.000001Z\",\"app\":\"an-app\","
                        + "\"ownNhsNumber\":\"9990548021\",\"askedNhsNumber\":\"9990548072\"}],\"next\":null}");
    }

    @Test
    void whatOnePageGivesAsNextTheNextSearchTakes() {
        String first = search(
                        "AUDITOR",
                        "{\"reason\":\"r\",\"app\":\"an-app\",\"nhsNumber\":\"9990548021\","
                                + "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T01:00:00+01:00\"}",
                        (officer, reason, query) -> new AttemptPage(List.of(ATTEMPT), Optional.of(CURSOR)))
                .body();
        String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");

        RunningApi.Answer second = search(
                "AUDITOR",
                "{\"reason\":\"r\",\"app\":\"an-app\",\"nhsNumber\":\"9990548021\",\"from\":\"2026-01-01T00:00:00Z\","
                        + "\"to\":\"2026-02-01T01:00:00+01:00\",\"limit\":500,\"cursor\":\"" + next + "\"}",
                (officer, reason, query) -> {
                    assertThat(query)
                            .isEqualTo(new AttemptQuery(
                                    Optional.of(new AppId("an-app")),
                                    Optional.of(new NhsNumber("9990548021")),
                                    Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                                    Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                                    500,
                                    Optional.of(CURSOR)));
                    return new AttemptPage(List.of(), Optional.empty());
                });

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("{\"attempts\":[],\"next\":null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                     | reason
            {"reason":" "}                         | reason
            {"reason":"r","app":"?"}               | app
            {"reason":"r","nhsNumber":"9990548022"}| nhsNumber
            {"reason":"r","from":"yesterday"}      | from
            {"reason":"r","to":7}                  | to
            {"reason":"r","limit":501}             | limit
            {"reason":"r","limit":0}               | limit
            {"reason":"r","cursor":"x"}            | cursor
            {"reason":"r","odsCode":"FML84"}       | body
            []                                     | body
            """)
    void whatIsWrongIsNamedAndNothingIsLookedUp(String body, String named) {
        RunningApi.Answer answer = search("AUDITOR", body, NEVER_ASKED);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + named + "\"").doesNotContain("9990548022");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "CLAIMS", "AUDIT_APPROVER", "B0570"})
    void nobodyElseMayLook(String activity) {
        assertThat(search(activity, "{\"reason\":\"r\"}", NEVER_ASKED).status()).isEqualTo(403);
    }

    @Test
    void whatCannotBeSaidOrPutOnRecordIs503() {
        assertThat(search("AUDITOR", "{\"reason\":\"r\"}", (officer, reason, query) -> {
                            throw new CovidRecordsUnavailable("silent");
                        })
                        .status())
                .isEqualTo(503);
        assertThat(search("AUDITOR", "{\"reason\":\"r\"}", (officer, reason, query) -> {
                            throw new HistoryUnavailable("silent");
                        })
                        .status())
                .isEqualTo(503);
    }

    private static RunningApi.Answer search(String activity, String body, ReadCovidAttempts attempts) {
        return new RunningApi(new CovidAttemptsApi(attempts, SampleCursors.CURSORS))
                .call("POST", "/search")
                .by(SampleTokens.officer(activity, SampleTokens::unchanged))
                .body("application/json", body)
                .send();
    }
}
