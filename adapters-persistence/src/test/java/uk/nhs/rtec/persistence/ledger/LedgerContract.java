package uk.nhs.rtec.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.PRESCRIPTION;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.LedgerState;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Verdict;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** What holds of the ledger on every database beside what every ledger owes: chains, logs, keys, and who fails when something does. */
interface LedgerContract {

    YearMonth JUNE = YearMonth.of(2026, 6);

    Instant END_OF_JUNE = Instant.parse("2026-06-30T23:59:59.999999Z");

    DatabaseUnderTest database();

    @Test
    default void whateverIsWrittenAtOnceComesToTheHashesThatAreStored() throws Exception {
        try (LedgerUnderTest node = node("node-1")) {
            appendAtOnce(
                    List.of(node), IntStream.range(0, 64).mapToObj(i -> check()).toList());
            node.ledger().append(check().askedAt(NOON.plus(Duration.ofDays(31))).concluded());
            node.ledger().append(check().concluded());
        }
        ChainCheck.Report report = chain();
        assertThat(report.faults()).isEmpty();
        assertThat(report.checks()).isEqualTo(66);
        assertThat(report.batches()).isBetween(3L, 66L);
    }

    @Test
    default void aDuplicateFailsItsOwnCallerOnly() throws Exception {
        ConcludedCheck there = check().concluded();
        try (LedgerUnderTest node = node("node-1")) {
            node.ledger().append(there);
            List<ConcludedCheck> checks = new ArrayList<>(
                    Stream.generate(() -> check().concluded()).limit(40).toList());
            checks.add(17, there);
            checks.add(29, there);
            List<String> endings = AtOnce.call(checks.stream()
                    .map(each -> (Callable<String>) () -> ending(node.ledger(), each))
                    .toList());
            assertThat(endings.get(17)).isEqualTo("the database failed: SQLState 23505");
            assertThat(endings.get(29)).isEqualTo("the database failed: SQLState 23505");
            assertThat(endings.stream().filter("recorded"::equals)).hasSize(40);
        }
        assertThat(chain().faults()).isEmpty();
        assertThat(chain().checks()).isEqualTo(41);
    }

    @Test
    default void twoNodesWriteTwoChainsAndOneLog() throws Exception {
        try (LedgerUnderTest one = node("node-1");
                LedgerUnderTest other = node("node-2")) {
            appendAtOnce(
                    List.of(one, other),
                    IntStream.range(0, 40).mapToObj(i -> check()).toList());
            UUID twins = UUID.randomUUID();
            List<RecordedCheck> answers = appendAtOnce(
                    List.of(one, other),
                    IntStream.range(0, 32)
                            .mapToObj(i -> check().withRequestId(twins))
                            .toList());
            assertThat(answers).containsOnly(answers.get(0));
        }
        LedgerSequencer sequencer = sequencer();
        while (sequencer.step() > 0) {}
        ChainCheck.Report report = chain();
        assertThat(report.faults()).isEmpty();
        assertThat(report.checks()).isEqualTo(41);
        CheckpointNote note = proofs().checkpoints().get(0);
        assertThat(note.checkpoint().size()).isEqualTo(report.batches());
        assertThat(note.checkpoint().origin()).isEqualTo("rtec-test/2026-06");
        assertThat(note.isSignedBy(LedgerUnderTest.CHECKPOINT_KEYS.verifying())).isTrue();
    }

    @Test
    default void twoProcessesOfOneNameShareOneChain() throws Exception {
        try (LedgerUnderTest one = node("node-1");
                LedgerUnderTest other = node("node-1")) {
            for (int round = 0; round < 5; round++) {
                appendAtOnce(
                        List.of(one, other),
                        IntStream.range(0, 16).mapToObj(i -> check()).toList());
            }
        }
        assertThat(chain().faults()).isEmpty();
        assertThat(chain().checks()).isEqualTo(80);
    }

    @Test
    default void aBatchHasChecksOfOneMonthOnlyAndTheChainGoesOn() throws Exception {
        try (LedgerUnderTest node = node("node-1")) {
            List<ExampleCheck> aroundMidnight = IntStream.range(-8, 8)
                    .mapToObj(i -> check().answeredAt(END_OF_JUNE.plusNanos(1_000L * i)))
                    .toList();
            appendAtOnce(List.of(node), aroundMidnight);
        }
        while (sequencer().step() > 0) {}
        assertThat(chain().faults()).isEmpty();
        assertThat(proofs().state().months().stream()
                        .map(LedgerState.MonthState::checkpoint)
                        .map(checkpoint -> checkpoint.month()))
                .containsExactly(JUNE, JUNE.plusMonths(1));
    }

    @Test
    default void everyRequestIdIsSafeAcrossMonths() {
        UUID requestId = UUID.randomUUID();
        ConcludedCheck first =
                check().withRequestId(requestId).answeredAt(END_OF_JUNE).concluded();
        ConcludedCheck twin = check().withRequestId(requestId)
                .answeredAt(END_OF_JUNE.plusSeconds(60))
                .concluded();
        try (LedgerUnderTest node = node("node-1")) {
            node.ledger().append(first);
            assertThat(node.ledger().append(twin).concluded()).isEqualTo(first);
            assertThat(node.ledger().standing(PHARMACY, requestId, NOON)).contains(new RecordedCheck(first));
        }
    }

    @Test
    default void aCheckIsProvedOnceItIsSignedAndEveryOneOfItsDetailsWithIt() throws Exception {
        ConcludedCheck wanted = check().concluded();
        try (LedgerUnderTest node = node("node-1")) {
            appendAtOnce(
                    List.of(node), Stream.generate(Examples::check).limit(20).toList());
            node.ledger().append(wanted);
            appendAtOnce(
                    List.of(node), Stream.generate(Examples::check).limit(20).toList());
            assertThat(proofs().evidence(wanted.asked().id())).contains(new Provable.NotSignedYet());
            assertThat(proofs().state().batchesWaiting()).isPositive();
            assertThat(proofs().state().waitingSince()).contains(NOON);
            assertThat(unsigned().since()).contains(NOON);
            while (sequencer().step() > 0) {}
            Evidence evidence = evidence(wanted);
            assertThat(evidence.verify(LedgerUnderTest.CHECKPOINT_KEYS.verifying()))
                    .isEqualTo(new Verdict.Verified());
            assertThat(proofs().state().batchesWaiting()).isZero();
            assertThat(proofs().state().waitingSince()).isEmpty();
            assertThat(unsigned().since()).isEmpty();
            assertThat(proofs().evidence(check().asked().id())).isEmpty();
        }
    }

    @Test
    default void theOldestOfAllNodesSaysSinceWhenNobodySigns() {
        assertThat(unsigned().since()).isEmpty();
        try (LedgerUnderTest one = node("node-1");
                LedgerUnderTest other = node("node-2")) {
            one.ledger().append(check().concluded());
            while (sequencer().step() > 0) {}
            other.ledger().append(check().concluded());
            one.ledger().append(check().concluded());
        }
        database()
                .asOwner(
                        "insert into ledger_batch select 'node-0', 1, ledger_month, previous_hash, merkle_root,"
                                + " check_count, written_at + interval '1' hour, batch_hash from ledger_batch where node = 'node-2'");
        database()
                .asOwner(
                        "insert into ledger_batch select 'node-3', 1, ledger_month, previous_hash, merkle_root,"
                                + " check_count, written_at - interval '1' hour, batch_hash from ledger_batch where node = 'node-2'");
        assertThat(unsigned().since()).contains(NOON.minus(Duration.ofHours(1)));
    }

    @Test
    default void aLogOfHundredsOfBatchesIsProvedThroughItsKeptSubtrees() {
        List<ConcludedCheck> checks =
                Stream.generate(() -> check().concluded()).limit(600).toList();
        LedgerSequencer sequencer = sequencer();
        try (LedgerUnderTest node = node("node-1")) {
            // One after the other, so that each is a batch of its own.
            for (int i = 0; i < checks.size(); i++) {
                node.ledger().append(checks.get(i));
                if (i % 100 == 50) {
                    sequencer.step();
                }
            }
        }
        sequencer.step();
        assertThat(sequencer.step()).isZero();
        for (int i : List.of(0, 255, 256, 511, 512, 599)) {
            assertThat(evidence(checks.get(i)).verify(LedgerUnderTest.CHECKPOINT_KEYS.verifying()))
                    .isEqualTo(new Verdict.Verified());
        }
        assertThat(evidence(checks.get(0)).inLog().size()).isEqualTo(600);
        List<Checkpoint> signed = signed();
        for (Checkpoint from : signed) {
            for (Checkpoint to : signed) {
                if (from.size() <= to.size()) {
                    assertThat(proofs().consistency(JUNE, from.size(), to.size())
                                    .orElseThrow()
                                    .proves(from.root(), to.root()))
                            .isTrue();
                }
            }
        }
        assertThat(proofs().consistency(JUNE, 600, 601)).isEmpty();
        assertThat(proofs().consistency(JUNE.plusMonths(1), 0, 0)).isEmpty();
    }

    @Test
    default void whereTheKeysOfAMonthAreDestroyedItsPeopleAreGoneAndItsProofsStand() {
        ConcludedCheck june = check().withRequestId(UUID.randomUUID()).concluded();
        ConcludedCheck july = check().askedAt(NOON.plus(Duration.ofDays(31))).concluded();
        try (LedgerUnderTest node = node("node-1")) {
            node.ledger().append(june);
            node.ledger().append(july);
            while (sequencer().step() > 0) {}
            Evidence before = evidence(june);
            assertThat(node.history()
                            .find(everyCheck().of(PETER_PARKER.nhsNumber()).query())
                            .checks())
                    .hasSize(2);

            database().asOwner("delete from ledger_key where ledger_month = '2026-06'");

            ErasedCheck erased = new ErasedCheck(
                    june.asked().id(),
                    PHARMACY,
                    PRESCRIPTION,
                    june.asked().reference().requestId(),
                    june.asked().askedAt(),
                    june.answeredAt(),
                    new CheckOutcome.ExemptionFound(
                            Examples.exemptionFound().category(),
                            Examples.exemptionFound().disclosed(),
                            List.of()));
            assertThat(node.history().check(june.asked().id())).contains(erased);
            assertThat(node.history()
                            .find(everyCheck().of(PRESCRIPTION).query())
                            .checks())
                    .containsExactly(new RecordedCheck(july), erased);
            assertThat(node.history()
                            .find(everyCheck().of(PETER_PARKER.nhsNumber()).query())
                            .checks())
                    .containsExactly(new RecordedCheck(july));
            assertThat(new HibernateLedgerProofs(database().store(), node.keys())
                            .evidence(june.asked().id()))
                    .contains(new Provable.Erased());
            assertThat(before.verify(LedgerUnderTest.CHECKPOINT_KEYS.verifying()))
                    .isEqualTo(new Verdict.Verified());
        }
        assertThat(chain().faults()).isEmpty();
    }

    @Test
    default void aMonthThatCannotBeUnwrappedIsMissedByThoseOnlyWhoReadIt() {
        ConcludedCheck june = check().withRequestId(UUID.randomUUID()).concluded();
        try (LedgerUnderTest node = node("node-1")) {
            node.ledger().append(june);
            while (sequencer().step() > 0) {}
            database()
                    .asOwner("insert into ledger_key select '2026-03', data_key, search_key, 'lost', created_at"
                            + " from ledger_key where ledger_month = '2026-06'");
            assertThat(node.keys().unreadable()).containsExactly(YearMonth.of(2026, 3));
            assertThat(node.history().check(june.asked().id())).contains(new RecordedCheck(june));
            assertThat(node.history()
                            .find(everyCheck().of(PRESCRIPTION).query())
                            .checks())
                    .containsExactly(new RecordedCheck(june));
            assertThat(node.history()
                            .find(everyCheck()
                                    .of(PETER_PARKER.nhsNumber())
                                    .from(NOON.minusSeconds(60))
                                    .query())
                            .checks())
                    .containsExactly(new RecordedCheck(june));
            assertThat(node.ledger()
                            .standing(
                                    PHARMACY,
                                    june.asked().reference().requestId().orElseThrow(),
                                    NOON))
                    .contains(new RecordedCheck(june));
            assertThat(evidence(june).verify(LedgerUnderTest.CHECKPOINT_KEYS.verifying()))
                    .isEqualTo(new Verdict.Verified());
        } finally {
            database().asOwner("delete from ledger_key where ledger_month = '2026-03'");
        }
    }

    @Test
    default void destroyedKeysAreNotMadeAnewByANodeWhoseClockIsBehind() {
        ConcludedCheck june = check().concluded();
        try (LedgerUnderTest node = node("node-1")) {
            node.ledger().append(june);
            assertThat(new KeyCustody(database().owner()).destroy(JUNE, NOON))
                    .isEqualTo(KeyCustody.Destruction.DESTROYED);
        }
        try (LedgerUnderTest behind = node("node-2")) {
            assertThatThrownBy(() -> behind.ledger().append(check().concluded()))
                    .isInstanceOf(LedgerUnavailable.class);
            assertThat(behind.history().check(june.asked().id()))
                    .hasValueSatisfying(kept -> assertThat(kept).isInstanceOf(ErasedCheck.class));
        }
    }

    @Test
    default void twoNodesThatMakeTheKeysOfAMonthAtOnceHaveTheSame() throws Exception {
        database().asOwner("delete from ledger_key where ledger_month = '2026-06'");
        database().forget("ledger_key_destruction");
        List<KeyRing> rings = Stream.generate(
                        () -> LedgerUnderTest.keyRing(database().store()))
                .limit(8)
                .toList();
        List<byte[]> hashes = AtOnce.call(rings.stream()
                .map(ring -> (Callable<byte[]>) () -> ring.keysOf(JUNE).hash(PETER_PARKER.nhsNumber()))
                .toList());
        assertThat(hashes).allSatisfy(hash -> assertThat(hash).isEqualTo(hashes.get(0)));
    }

    @Test
    default void whoComesWhenTheQueueIsFullIsRefusedAtOnce() throws Exception {
        LedgerSettings small = new LedgerSettings("node-1", 1, 1, Duration.ofSeconds(60), Duration.ofSeconds(60));
        try (HeldConnections held = new HeldConnections(database().application());
                LedgerUnderTest node = LedgerUnderTest.on(database().store(), held.dataSource(), small)) {
            node.ledger().append(check().concluded());
            held.hold();
            List<String> endings = AtOnce.call(Stream.<Callable<String>>generate(() -> () -> {
                        String ending = ending(node.ledger(), check().concluded());
                        if (ending.equals("too many checks wait to be written")) {
                            held.refused();
                        }
                        return ending;
                    })
                    .limit(8)
                    .toList());
            // One is being written and one waits for it; whoever else came in between was refused, and let the two go
            // on.
            assertThat(endings).contains("too many checks wait to be written", "recorded");
            assertThat(endings).allMatch(List.of("too many checks wait to be written", "recorded")::contains);
        }
        assertThat(chain().faults()).isEmpty();
    }

    @Test
    default void whoeverHasTheWritersConnectionAfterItHasItAsItWas() throws SQLException {
        try (Connection pooled = database().application().getConnection()) {
            List<String> before = settings(pooled);
            LedgerConnection.open(PooledConnection.of(pooled), "node-1").close();
            assertThat(settings(pooled)).isEqualTo(before);
            assertThat(pooled.getAutoCommit()).isTrue();
        }
    }

    private static List<String> settings(Connection connection) throws SQLException {
        List<String> questions = connection.isWrapperFor(PGConnection.class)
                ? List.of("show lock_timeout", "show application_name")
                : List.of("call lock_timeout()");
        List<String> settings = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String question : questions) {
                try (ResultSet result = statement.executeQuery(question)) {
                    result.next();
                    settings.add(result.getString(1));
                }
            }
        }
        return settings;
    }

    private LedgerUnderTest node(String name) {
        return LedgerUnderTest.on(database().store(), database().application(), LedgerUnderTest.patient(name));
    }

    private ChainCheck.Report chain() {
        return new ChainCheck(database().application()).run();
    }

    private LedgerSequencer sequencer() {
        return new LedgerSequencer(
                database().application(), "rtec-test", LedgerUnderTest.CHECKPOINT_KEYS, InstantSource.fixed(NOON));
    }

    private UnsignedBatches unsigned() {
        return new UnsignedBatches(database().application());
    }

    private HibernateLedgerProofs proofs() {
        return new HibernateLedgerProofs(
                database().store(), LedgerUnderTest.keyRing(database().store()));
    }

    /** Every checkpoint that was ever signed. */
    private List<Checkpoint> signed() {
        List<Checkpoint> signed = new ArrayList<>();
        try (Connection connection = database().application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select note from ledger_checkpoint order by tree_size")) {
            while (result.next()) {
                signed.add(
                        CheckpointNote.parse(result.getString(1)).orElseThrow().checkpoint());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return signed;
    }

    private Evidence evidence(ConcludedCheck check) {
        return proofs().evidence(check.asked().id())
                .orElseThrow()
                .map(
                        Provable.Proved::evidence,
                        notSignedYet -> {
                            throw new AssertionError("not signed yet");
                        },
                        notInLog -> {
                            throw new AssertionError("not in the log");
                        },
                        erased -> {
                            throw new AssertionError("erased");
                        });
    }

    private static String ending(CheckLedger ledger, ConcludedCheck check) {
        try {
            return ledger.append(check).concluded().equals(check) ? "recorded" : "answered";
        } catch (LedgerUnavailable e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<RecordedCheck> appendAtOnce(List<LedgerUnderTest> nodes, List<ExampleCheck> checks)
            throws Exception {
        return AtOnce.call(IntStream.range(0, checks.size())
                .mapToObj(i -> (Callable<RecordedCheck>) () -> nodes.get(i % nodes.size())
                        .ledger()
                        .append(checks.get(i).withId(UUID.randomUUID()).concluded()))
                .toList());
    }
}
