package uk.nhs.rtec.rest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.AccessLogState;
import uk.nhs.rtec.application.audit.AccessReviewing;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.LedgerState;
import uk.nhs.rtec.application.audit.MemoryAccessRecords;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.application.audit.ProveChecks;
import uk.nhs.rtec.application.audit.ReadHistory;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.domain.proof.PatientFields;
import uk.nhs.rtec.domain.proof.Seed;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleChecks;
import uk.nhs.rtec.rest.api.SampleCursors;

/** What the audit API tells of the ledger itself. */
class LedgerApiTest {

    /** For tests of everything else. */
    static final ProveChecks NOTHING_TO_PROVE =
            new Proofs(Optional.empty(), new LedgerState(List.of(), 0, Optional.empty(), false), List.of());

    private static final Officer AUDITOR = new Officer(new OdsCode("X26"), new SdsUserId("555254240000"));
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final KeyPair KEYS = keys();

    @Test
    void evidenceHasEverythingThatProvesACheck() {
        ClearFields check = new ClearFields(Map.of(
                ClearField.ID, Bytes.ofText("0192b1a0-7c11-7000-8000-000000000001"),
                ClearField.SEALED_HASH, Bytes.of(new byte[] {1, (byte) 0xab})));
        Seed seed = new Seed(Bytes.of(new byte[Seed.LENGTH]));
        PatientFields patient = new PatientFields(Map.of(PatientField.STATED_NHS_NUMBER, Bytes.ofText("9434765919")));
        MerkleTree batch = MerkleTree.of(List.of(check.leaf(), Hash.NONE));
        BatchHeader header =
                new BatchHeader("rtec1", 7, MARCH, Hash.NONE, batch.root(), 2, Instant.parse("2026-03-01T09:00:00.5Z"));
        MerkleTree log = MerkleTree.of(List.of(Hash.NONE, header.hash()));
        Evidence evidence = new Evidence(
                check,
                patient.evidence(seed, Set.of(PatientField.STATED_NHS_NUMBER, PatientField.STATED_FORENAME)),
                header,
                batch.inclusion(0),
                log.inclusion(1),
                note(2, log.root()));

        RunningApi.Answer answer =
                call("checks/" + SampleChecks.ID + "/evidence", proving(new Provable.Proved(evidence)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .startsWith("{\"version\":1,\"check\":{\"id\":\"0192b1a0-7c11-7000-8000-000000000001\","
                        + "\"sealed_hash\":\"01ab\"},\"patient\":{\"disclosed\":{\"stated_nhs_number\":{\"salt\":\""
                        + seed.salt(PatientField.STATED_NHS_NUMBER).hex()
                        + "\",\"value\":\"9434765919\"},\"stated_forename\":{\"salt\":\""
                        + seed.salt(PatientField.STATED_FORENAME).hex() + "\",\"value\":null}},\"hidden\":{")
                .contains("\"batch\":{\"node\":\"rtec1\",\"number\":7,\"month\":\"2026-03\",\"previous\":\""
                        + "00".repeat(32) + "\",\"root\":\"" + batch.root().hex()
                        + "\",\"size\":2,\"written_at\":\"2026-03-01T09:00:00.500000Z\",\"position\":0,\"proof\":[\""
                        + "00".repeat(32) + "\"]},\"log\":{\"index\":1,\"size\":2,\"proof\":[\"" + "00".repeat(32)
                        + "\"]},\"checkpoint\":\"rtec.example/2026-03\\n2\\n")
                .doesNotContain("stated_surname\":{");
    }

    @Test
    void aCheckThatIsNotSignedYetIsThereALittleLater() {
        RunningApi.Answer answer =
                call("checks/" + SampleChecks.ID + "/evidence", proving(new Provable.NotSignedYet()));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aCheckThatWasTakenOutOfTheLogIsNotToBeWaitedFor() {
        RunningApi.Answer answer = call("checks/" + SampleChecks.ID + "/evidence", proving(new Provable.NotInLog()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"errors\":[{\"field\":\"id\","
                                + "\"detail\":\"the check was taken out of the log that is signed; verify the ledger\"}]}");
    }

    @Test
    void aCheckWhosePatientWasErasedCannotBeProvedAnew() {
        RunningApi.Answer answer = call("checks/" + SampleChecks.ID + "/evidence", proving(new Provable.Erased()));

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Gone\",\"status\":410}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192b1a0-7c11-7000-8000-000000000002", "none", "0192b1a0-7c11-7000-8000-00000000000"})
    void whatIsNoCheckHasNoEvidence(String id) {
        assertThat(call("checks/" + id + "/evidence", NOTHING_TO_PROVE).status())
                .isEqualTo(404);
    }

    @Test
    void theDocumentAnswersWhereThereIsNoneAsTheEvidenceDoes() {
        String document = "checks/" + SampleChecks.ID + "/evidence.pdf";

        assertThat(call(document, proving(new Provable.NotSignedYet())).status())
                .isEqualTo(503);
        assertThat(call(document, proving(new Provable.NotInLog())).status()).isEqualTo(409);
        assertThat(call(document, proving(new Provable.Erased())).status()).isEqualTo(410);
        assertThat(call(document, NOTHING_TO_PROVE).status()).isEqualTo(404);
        assertThat(call("checks/none/evidence.pdf", NOTHING_TO_PROVE).status()).isEqualTo(404);
    }

    @Test
    void theDocumentIsAPdfThatNobodyKeeps() {
        RunningApi.Answer answer = call(
                "checks/" + SampleChecks.ID + "/evidence.pdf",
                proving(new Provable.Proved(
                        EvidenceDocumentTest.evidence(Examples.check().concluded()))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"evidence-" + SampleChecks.ID + ".pdf\"");
        assertThat(answer.body()).startsWith("%PDF-1.");
    }

    @Test
    void theStateTellsWhatWasSignedAndWhatWaits() {
        LedgerState state = new LedgerState(
                List.of(new LedgerState.MonthState(
                        new Checkpoint("rtec.example", MARCH, 3, Hash.NONE), Instant.parse("2026-03-01T09:00:01Z"))),
                2,
                Optional.of(Instant.parse("2026-03-01T09:00:00.5Z")),
                true);

        assertThat(call("integrity", new Proofs(Optional.empty(), state, List.of()))
                        .body())
                .isEqualTo(
                        "{\"state\":\"BATCHES_WAITING\",\"months\":[{\"month\":\"2026-03\","
                                + "\"origin\":\"rtec.example/2026-03\",\"batches\":3,\"root\":\"" + "00".repeat(32)
                                + "\",\"signedAt\":\"2026-03-01T09:00:01Z\"}],\"batchesWaiting\":2,"
                                + "\"waitingSince\":\"2026-03-01T09:00:00.500Z\",\"accessLog\":{\"state\":\"SIGNED\",\"nodes\":[],\"accessesWaiting\":0},\"ownerInUse\":true}");
        assertThat(call("integrity", NOTHING_TO_PROVE).body())
                .isEqualTo("{\"state\":\"SIGNED\",\"months\":[],\"batchesWaiting\":0,\"waitingSince\":null,"
                        + "\"accessLog\":{\"state\":\"SIGNED\",\"nodes\":[],\"accessesWaiting\":0},"
                        + "\"ownerInUse\":false}");
    }

    @Test
    void theStateTellsHowFarAccessesAreSigned() {
        AccessLogState.NodeState signed =
                new AccessLogState.NodeState("rtec1", 5, 3, Optional.of(Instant.parse("2026-03-01T09:00:01Z")), true);

        assertThat(accessLog(signed))
                .contains("\"accessLog\":{\"state\":\"ACCESSES_WAITING\",\"nodes\":[{\"node\":\"rtec1\",\"accesses\":5,"
                        + "\"signed\":3,\"signedAt\":\"2026-03-01T09:00:01Z\",\"whole\":true}],\"accessesWaiting\":2}");
        assertThat(accessLog(new AccessLogState.NodeState("rtec2", 3, 3, Optional.empty(), true)))
                .contains("\"accessLog\":{\"state\":\"SIGNED\"");
        assertThat(accessLog(signed, new AccessLogState.NodeState("rtec2", 2, 3, Optional.empty(), false)))
                .contains("\"accessLog\":{\"state\":\"CUT_OFF\"");
    }

    private static String accessLog(AccessLogState.NodeState... nodes) {
        return call(
                        "integrity",
                        new Proofs(
                                Optional.empty(),
                                new LedgerState(List.of(), 0, Optional.empty(), false),
                                new AccessLogState(List.of(nodes)),
                                List.of()))
                .body();
    }

    @Test
    void checkpointsAreNotesWithAnEmptyLineBetweenTwo() {
        CheckpointNote first = note(1, Hash.NONE);
        CheckpointNote second = note(2, Hash.NONE);
        RunningApi.Answer answer = call(
                "checkpoints",
                new Proofs(
                        Optional.empty(),
                        new LedgerState(List.of(), 0, Optional.empty(), false),
                        List.of(first, second)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body()).isEqualTo(first.text() + "\n" + second.text());
        assertThat(call("checkpoints", NOTHING_TO_PROVE).body()).isEmpty();
    }

    @Test
    void theHeadsOfTheAccessLogAreNotesToo() {
        RunningApi.Answer answer = call("checkpoints/access-log", NOTHING_TO_PROVE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body())
                .isEqualTo(head("rtec1").text() + "\n" + head("rtec2").text());
    }

    private static AccessLogNote head(String node) {
        return AccessLogNote.sign("rtec.example", node, 7, Hash.NONE, KEYS.getPrivate(), KEYS.getPublic());
    }

    @Test
    void theProofOfAnExtensionHasAHashOnEachLine() {
        RunningApi.Answer answer = call("checkpoints/2026-03/consistency?from=3&to=7", NOTHING_TO_PROVE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body().lines()).hasSize(4).allMatch(line -> line.length() == 44);
        assertThat(call("checkpoints/2026-03/consistency?from=7&to=7", NOTHING_TO_PROVE)
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoints/2026-03/consistency?from=3&to=8",
                "checkpoints/2026-04/consistency?from=3&to=7",
                "checkpoints/march/consistency?from=3&to=7"
            })
    void nothingIsProvedOfWhatWasNeverSigned(String path) {
        assertThat(call(path, NOTHING_TO_PROVE).status()).isEqualTo(404);
    }

    @Test
    void everythingThatIsWrongWithTheSizesIsNamed() {
        RunningApi.Answer answer = call("checkpoints/2026-03/consistency?from=-1&to=1&to=2&size=3", NOTHING_TO_PROVE);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"errors\":[{\"field\":\"from\",\"detail\":\"must be a number of batches\"},"
                        + "{\"field\":\"to\",\"detail\":\"must be a number of batches\"},"
                        + "{\"field\":\"query\",\"detail\":\"has a parameter that is not known\"}]");
        assertThat(call("checkpoints/2026-03/consistency?from=2&to=1", NOTHING_TO_PROVE)
                        .body())
                .contains("{\"field\":\"to\",\"detail\":\"must not be less than from\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checks/0192b1a0-7c11-7000-8000-000000000001/evidence",
                "integrity",
                "checkpoints",
                "checkpoints/access-log",
                "checkpoints/2026-03/consistency?from=3&to=7"
            })
    void onlyAnAuditorIsTold(String path) {
        RunningApi api = new RunningApi(api(NOTHING_TO_PROVE));

        assertThat(api.call("GET", "/" + path)
                        .by(SampleTokens.officer("REGISTER", SampleTokens::unchanged))
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(api.call("GET", "/" + path).send().status()).isEqualTo(401);
    }

    private static RunningApi.Answer call(String path, ProveChecks proofs) {
        return new RunningApi(api(proofs))
                .call("GET", "/" + path)
                .by(SampleTokens.officer("AUDITOR", SampleTokens::unchanged))
                .send();
    }

    private static AuditApi api(ProveChecks proofs) {
        return api(new NoHistory(), proofs);
    }

    static AuditApi api(ReadHistory history, ProveChecks proofs) {
        MemoryAccessRecords records = new MemoryAccessRecords();
        return new AuditApi(
                history,
                proofs,
                new AccessReviewing(records, records, export -> Optional.empty(), records, InstantSource.system()),
                SampleCursors.CURSORS,
                new AuditSite("rtec.example"));
    }

    private static ProveChecks proving(Provable provable) {
        return new Proofs(Optional.of(provable), new LedgerState(List.of(), 0, Optional.empty(), false), List.of());
    }

    private static CheckpointNote note(long size, Hash root) {
        return new Checkpoint("rtec.example", MARCH, size, root).sign(KEYS.getPrivate(), KEYS.getPublic());
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Proofs(
            Optional<Provable> provable, LedgerState state, AccessLogState accessLog, List<CheckpointNote> checkpoints)
            implements ProveChecks {

        Proofs(Optional<Provable> provable, LedgerState state, List<CheckpointNote> checkpoints) {
            this(provable, state, AccessLogState.EMPTY, checkpoints);
        }

        @Override
        public Optional<Provable> evidence(Officer auditor, CheckId id) {
            assertThat(auditor).isEqualTo(AUDITOR);
            return provable.filter(anything -> id.equals(SampleChecks.ID));
        }

        @Override
        public Optional<Provable> document(Officer auditor, CheckId id) {
            return evidence(auditor, id);
        }

        @Override
        public List<AccessLogNote> accessLogHeads() {
            return List.of(head("rtec1"), head("rtec2"));
        }

        /** Of March seven batches are signed. */
        @Override
        public Optional<ConsistencyProof> consistency(YearMonth month, long from, long to) {
            return month.equals(MARCH) && to <= 7
                    ? Optional.of(MerkleTree.of(Collections.nCopies(Math.toIntExact(to), Hash.NONE))
                            .consistency(from))
                    : Optional.empty();
        }
    }

    record NoHistory() implements ReadHistory {

        @Override
        public CheckPage search(Officer auditor, String reason, CheckQuery query) {
            return fail("nothing may be looked up");
        }

        @Override
        public Optional<KeptCheck> view(Officer auditor, CheckId id) {
            throw new HistoryUnavailable("nothing may be looked up");
        }
    }
}
