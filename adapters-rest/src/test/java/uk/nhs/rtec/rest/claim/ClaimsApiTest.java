package uk.nhs.rtec.rest.claim;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.MemoryAccessRecords;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.application.claim.ClaimDesk;
import uk.nhs.rtec.application.claim.ClaimPage;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.application.claim.ClaimSummary;
import uk.nhs.rtec.application.claim.MemoryClaims;
import uk.nhs.rtec.application.claim.ReadClaims;
import uk.nhs.rtec.application.claim.TakeInClaimLines;
import uk.nhs.rtec.application.covid.MemoryCovidExemptions;
import uk.nhs.rtec.application.job.Holder;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobDesk;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobRunner;
import uk.nhs.rtec.application.job.JobSubmission;
import uk.nhs.rtec.application.job.MemoryImportJobs;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleCursors;
import uk.nhs.rtec.rest.api.SeenAnswer;
import uk.nhs.rtec.rest.job.CsvLines;
import uk.nhs.rtec.rest.job.Terms;

final class ClaimsApiTest {

    private static final String CSV = """
            prescription_id,ods_code,charge_exemption,claimed_at
            471BC8-P83027-34B75X,FA565,9005,2026-06-01T12:00:00Z
            04F4C2-A99968-7F717P,FA565,0001,2026-06-01
            18B064-A99968-4BCAA3,FX123,9180,2026-05-31T12:00:00Z
            nonsense,FX123,9180,2026-05-31T12:00:00Z
            """;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-02T09:00:00Z"));
    private static final JobId ID = new JobId(new UUID(1, 2));
    private static final String JOB = "/imports/" + ID;

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();
    private final MemoryClaims claims = new MemoryClaims(ledger);
    private final MemoryAccessRecords accesses = new MemoryAccessRecords();
    private final MemoryImportJobs jobs =
            new MemoryImportJobs(new MemoryExemptionRegister(), new MemoryCovidExemptions(), claims);
    private final List<Subject<?>> subjects = List.of(
            TakeInClaimLines.subject(TakeInClaimLines.CSV, CsvLines.of(ClaimFile::new), CLOCK),
            TakeInClaimLines.subject(TakeInClaimLines.HL7, CsvLines.of(Hl7File::new), CLOCK),
            TakeInClaimLines.subject(TakeInClaimLines.FHIR, CsvLines.of(FhirFile::new), CLOCK));

    @Test
    void aFileIsTakenOverThenJudgedAndThenToldOf() {
        ledger.append(Examples.check().concluded());
        RunningApi.Answer submitted = submitted("text/csv", CSV);

        assertThat(submitted.status()).isEqualTo(202);
        assertThat(submitted.header("Location")).isEqualTo("/audit/v1/claims/imports/" + ID);
        assertThat(submitted.header("Retry-After")).isEqualTo("2");
        workOff();

        assertThat(get(JOB).body())
                .startsWith("{\"id\":\"" + ID
                        + "\",\"kind\":\"claims-csv\",\"state\":\"SUCCEEDED\",\"read\":4,\"accepted\":3,"
                        + "\"unchanged\":0,\"refused\":1,");
        assertThat(get(JOB + "/refused").body())
                .isEqualTo("line,column,reason\n5,prescription_id,is not an EPS Release 2 prescription ID\n");
        JsonObject found = found("{}");
        assertThat(found.getJsonArray("claims").getValuesAs(JsonObject.class))
                .extracting(claim -> claim.getString("prescriptionId") + " " + claim.getString("verdict"))
                .containsExactly(
                        "04F4C2-A99968-7F717P PAID", "471BC8-P83027-34B75X CONFIRMED", "18B064-A99968-4BCAA3 NO_CHECK");
        assertThat(found.isNull("next")).isTrue();
    }

    @Test
    void aClaimIsShownWithItsHistory() {
        submitted("text/csv", CSV);
        workOff();

        JsonObject claim = found(
                        "{\"prescriptionId\":\"471bc8-p83027-34b75x\",\"odsCode\":\"FA565\",\"verdict\":\"NO_CHECK\","
                                + "\"from\":\"2026-06-01T12:00:00Z\",\"to\":\"2026-06-01T12:00:01Z\"}")
                .getJsonArray("claims")
                .getJsonObject(0);

        assertThat(claim.toString())
                .endsWith(
                        "\"prescriptionId\":\"471BC8-P83027-34B75X\",\"odsCode\":\"FA565\",\"chargeExemption\":\"9005\","
                                + "\"claimedAt\":\"2026-06-01T12:00:00Z\",\"verdict\":\"NO_CHECK\","
                                + "\"history\":[{\"verdict\":\"NO_CHECK\",\"decidedAt\":\"2026-06-02T09:00:00Z\"}],\"amended\":[]}");
    }

    @Test
    void pageAfterPage() {
        submitted("text/csv", CSV);
        workOff();

        JsonObject first = found("{\"limit\":2}");
        JsonObject last = found("{\"limit\":2,\"cursor\":\"" + first.getString("next") + "\"}");

        assertThat(first.getJsonArray("claims")).hasSize(2);
        assertThat(last.getJsonArray("claims")).hasSize(1);
        assertThat(last.isNull("next")).isTrue();
    }

    @Test
    void aSummaryCountsTheVerdictsOfEachPharmacy() {
        submitted("text/csv", CSV);
        workOff();

        assertThat(get("/summary?from=2026-05-31&to=2026-06-01").body())
                .isEqualTo("{\"from\":\"2026-05-31\",\"to\":\"2026-06-01\",\"pharmacies\":["
                        + "{\"odsCode\":\"FA565\",\"claims\":2,\"verdicts\":{\"CHECK_AFTER_CLAIM\":0,\"CONFIRMED\":0,"
                        + "\"DIFFERENT_ORGANISATION\":0,\"DIFFERENT_CODE\":0,\"NOT_FOUND_BUT_CLAIMED\":0,\"ANSWER_REUSED\":0,"
                        + "\"NO_CHECK\":1,\"FOUND_BUT_PAID\":0,\"DECLARED\":0,\"PAID\":1}},"
                        + "{\"odsCode\":\"FX123\",\"claims\":1,\"verdicts\":{\"CHECK_AFTER_CLAIM\":0,\"CONFIRMED\":0,"
                        + "\"DIFFERENT_ORGANISATION\":0,\"DIFFERENT_CODE\":0,\"NOT_FOUND_BUT_CLAIMED\":0,\"ANSWER_REUSED\":0,"
                        + "\"NO_CHECK\":1,\"FOUND_BUT_PAID\":0,\"DECLARED\":0,\"PAID\":0}}]}");
        assertThat(get("/summary?from=2026-06-01&to=2026-06-01").body()).doesNotContain("FX123");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            application/xml,       claims-xml
            application/fhir+json, claims-fhir
            """)
    void messagesAreClaimsToo(String type, String kind) {
        String file = type.equals("application/xml") ? Hl7FileTest.MESSAGE : FhirFileTest.bundle(FhirFileTest.CLAIM);
        // Claimed on the fourth, which is not yet come.
        assertThat(submitted(type, file.replace("20260604", "20260601").replace("2026-06-04", "2026-06-01"))
                        .status())
                .isEqualTo(202);
        workOff();

        assertThat(get(JOB).body())
                .contains("\"kind\":\"" + kind + "\",\"state\":\"SUCCEEDED\",\"read\":1,\"accepted\":1,");
        assertThat(found("{}").getJsonArray("claims")).hasSize(1);
    }

    @Test
    void aFileThatBreaksOffFailsAndKeepsWhatCameBefore() {
        submitted("application/xml", "<claims>" + Hl7FileTest.MESSAGE.replace("20260604", "20260601") + "<a>");
        workOff();

        assertThat(get(JOB).body()).contains("\"state\":\"FAILED\"");
        assertThat(get(JOB + "/refused").body()).contains("2,file,the file must be well-formed XML in UTF-8\n");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            text/csv,              a
            application/xml,       <a/>
            application/xml,       <!DOCTYPE claims><claims/>
            application/fhir+json, []
            """)
    void whatIsNoSuchFileIs400(String type, String file) {
        assertThat(submitted(type, file).status()).isEqualTo(400);
        assertThat(jobs.find(ID)).isEmpty();
    }

    @Test
    void otherTypesAre415() {
        for (String type : List.of("text/plain", "application/json", "text/csv;charset=iso-8859-1")) {
            assertThat(submitted(type, CSV).status()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"prescriptionId\":\"x\"}",
                "{\"odsCode\":\"fa565\"}",
                "{\"verdict\":\"confirmed\"}",
                "{\"from\":\"2026-06-01\"}",
                "{\"limit\":501}",
                "{\"cursor\":\"x\"}",
                "{\"nhsNumber\":\"9434765919\"}",
            })
    void aWrongSearchIs400(String body) {
        assertThat(search(body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?from=2026-06-01",
                "?from=x&to=2026-06-01",
                "?from=2026-06-02&to=2026-06-01",
                "?from=0000-01-01&to=0000-01-01"
            })
    void aWrongSummaryIs400(String query) {
        assertThat(get("/summary" + query).status()).isEqualTo(400);
    }

    @Test
    void aJobCanBeBrokenOffOnce() {
        submitted("text/csv", CSV);

        assertThat(api().call("DELETE", JOB).by(officer("CLAIMS")).send().body())
                .contains("CANCELLED");
        assertThat(api().call("DELETE", JOB).by(officer("CLAIMS")).send().status())
                .isEqualTo(409);
    }

    @Test
    void noOtherJobsAreSeenHere() {
        JobId other = new JobId(new UUID(3, 4));
        jobs.begin(other, Instant.MAX);
        jobs.submit(Job.submitted(other, new JobKind("certificates"), Examples.REGISTER_OFFICER, CLOCK.instant(), 1));

        assertThat(get("/imports/" + other).status()).isEqualTo(404);
        assertThat(get("/imports/" + other + "/refused").status()).isEqualTo(404);
        assertThat(api().call("DELETE", "/imports/" + other)
                        .by(officer("CLAIMS"))
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(jobs.find(other).orElseThrow().state().isEnd()).isFalse();
    }

    @Test
    void onlyClaimsOfficersAndAuditorsAreServed() {
        for (String activity : List.of("CLAIMS", "AUDITOR")) {
            assertThat(search(officer(activity)).status()).isEqualTo(200);
        }
        for (String activity : List.of("REGISTER", "GOVERNANCE", "B0570")) {
            assertThat(search(officer(activity)).status()).isEqualTo(403);
            assertThat(api().call("GET", JOB).by(officer(activity)).send().status())
                    .isEqualTo(403);
            assertThat(api().call("POST", "/imports")
                            .by(officer(activity))
                            .body("text/csv", CSV)
                            .send()
                            .status())
                    .isEqualTo(403);
        }
        assertThat(search((Principal) null).status()).isEqualTo(401);
        assertThat(api().call("GET", "/summary?from=2026-06-01&to=2026-06-01")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoLooksIsOnRecord() {
        search("{\"odsCode\":\"FA565\"}");
        get("/summary?from=2026-06-01&to=2026-06-01");
        search("{\"odsCode\":1}");

        assertThat(accesses.all())
                .extracting(AccessToHistory::kind)
                .containsExactly(AccessKind.CLAIM_SEARCH, AccessKind.CLAIM_SUMMARY);
        assertThat(accesses.all().get(0).conditions()).containsExactly("odsCode");
    }

    @Test
    void aSilentStoreIs503() {
        RunningApi.Answer answer = new RunningApi(api(new ReadClaims() {
                    @Override
                    public ClaimPage search(Officer officer, ClaimQuery query) {
                        throw new HistoryUnavailable("silent");
                    }

                    @Override
                    public List<ClaimSummary> summary(Officer officer, LocalDate from, LocalDate to) {
                        throw new HistoryUnavailable("silent");
                    }
                }))
                .call("POST", "/search")
                .by(officer("AUDITOR"))
                .body("application/json", "{}")
                .send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
    }

    private RunningApi.Answer submitted(String type, String file) {
        return api().call("POST", "/imports")
                .by(officer("CLAIMS"))
                .body(type, file)
                .send();
    }

    private RunningApi.Answer get(String path) {
        return api().call("GET", path).by(officer("AUDITOR")).send();
    }

    private RunningApi.Answer search(String body) {
        return api().call("POST", "/search")
                .by(officer("AUDITOR"))
                .body("application/json", body)
                .send();
    }

    private RunningApi.Answer search(@Nullable Principal caller) {
        return api().call("POST", "/search")
                .by(caller)
                .body("application/json", "{}")
                .send();
    }

    private JsonObject found(String body) {
        RunningApi.Answer answer = search(body);
        assertThat(answer.status()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private void workOff() {
        new JobRunner(jobs, subjects, new Holder(new UUID(5, 6)), CLOCK).workOff(() -> true);
    }

    private RunningApi api() {
        return new RunningApi(api(new ClaimDesk(claims, accesses, CLOCK)));
    }

    private ClaimsApi api(ReadClaims read) {
        JobDesk desk = new JobDesk(jobs, CLOCK);
        return new ClaimsApi(
                new JobSubmission(jobs, subjects, () -> ID, CLOCK),
                desk,
                desk,
                read,
                SampleCursors.CURSORS,
                new Terms(List.of(), 3_000_000),
                CLOCK,
                new SeenAnswer());
    }

    private static Principal officer(String activity) {
        return SampleTokens.officer(activity, SampleTokens::unchanged);
    }
}
