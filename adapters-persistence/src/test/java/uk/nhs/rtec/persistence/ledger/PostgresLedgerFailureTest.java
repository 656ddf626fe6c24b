package uk.nhs.rtec.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.check;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** What happens to checks while PostgreSQL, or the way to it, fails at the worst moment; and what nobody may do to rows. */
final class PostgresLedgerFailureTest {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    private static final List<String> KEPT =
            List.of("ledger_check", "ledger_batch", "ledger_log", "ledger_subtree", "ledger_checkpoint");

    private final BrokenCommits way = new BrokenCommits(DATABASE.application());
    private final LedgerUnderTest node =
            LedgerUnderTest.on(DATABASE.store(), way.dataSource(), LedgerUnderTest.patient("node-1"));

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aPoolThatFailsInAWayOfItsOwnDoesNotEndTheWriter() {
        AtomicBoolean failed = new AtomicBoolean();
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                PostgresLedgerFailureTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (!failed.getAndSet(true)) {
                        throw new IllegalStateException("the pool is not there yet");
                    }
                    return method.invoke(DATABASE.application(), arguments);
                });
        try (LedgerUnderTest late = LedgerUnderTest.on(DATABASE.store(), pool, LedgerUnderTest.patient("late"))) {
            await().untilTrue(failed);
            ConcludedCheck check = check().concluded();
            late.ledger().append(check);
            assertThat(late.history().check(check.asked().id())).isPresent();
        }
    }

    /** The answer to a commit is lost, whichever way the database decided; the ledger looks, and says what is so. */
    @ParameterizedTest
    @EnumSource(names = {"BEFORE", "AFTER"})
    void aCommitThatIsNotAnsweredIsLookedUp(BrokenCommits.Break broken) {
        ConcludedCheck before = check().concluded();
        ConcludedCheck during = check().withRequestId(UUID.randomUUID()).concluded();
        ConcludedCheck after = check().concluded();
        node.ledger().append(before);

        way.breakNext(broken);
        assertThat(node.ledger().append(during).concluded()).isEqualTo(during);
        assertThat(way.isBroken()).isTrue();
        node.ledger().append(after);

        assertThat(node.history().check(during.asked().id())).contains(new RecordedCheck(during));
        assertThat(chain().faults()).isEmpty();
        assertThat(chain().batches()).isEqualTo(3);
        assertThat(chain().checks()).isEqualTo(3);
    }

    @Test
    void aCommitThatIsStillUnderWayWhenItIsLookedUpIsWaitedFor() throws Exception {
        ConcludedCheck during = check().concluded();
        node.ledger().append(check().concluded());
        way.breakNext(BrokenCommits.Break.LATE);
        CompletableFuture<RecordedCheck> answer =
                CompletableFuture.supplyAsync(() -> node.ledger().append(during));
        way.awaitBroken();
        assertThat(answer).isNotDone();
        way.commitLate();
        assertThat(answer.get().concluded()).isEqualTo(during);
        assertThat(chain().faults()).isEmpty();
        assertThat(chain().checks()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsFrozenIsRefusedPromptlyAndServesAgainAfterwards() throws Exception {
        LedgerSettings service = LedgerSettings.of("node-2");
        try (LedgerUnderTest hurried = LedgerUnderTest.on(DATABASE.store(), DATABASE.application(), service)) {
            recorded(hurried);
            long backend = backendOfTheWriter("node-2");
            signal("STOP", backend);
            try {
                Duration first = refused(hurried);
                assertThat(first).isLessThan(Duration.ofSeconds(5));
                for (int i = 0; i < 5; i++) {
                    assertThat(refused(hurried)).isLessThan(Duration.ofMillis(400));
                }
            } finally {
                signal("CONT", backend);
            }
            recorded(hurried);
        }
        assertThat(chain().faults()).isEmpty();
    }

    @Test
    void aConnectionThatEndedWhileNothingWasWrittenIsReplacedWithoutAnybodyNoticing() throws SQLException {
        node.ledger().append(check().concluded());
        asTheService("select pg_terminate_backend(" + backendOfTheWriter("node-1") + ", 5000)");
        node.ledger().append(check().concluded());
        assertThat(chain().checks()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_check set outcome = outcome",
                "update ledger_check_2026_06 set outcome = outcome",
                "delete from ledger_check",
                "delete from ledger_check_2026_06",
                "truncate ledger_check",
                "truncate ledger_check_2026_06",
                "update ledger_batch set node = node",
                "delete from ledger_batch",
                "truncate ledger_batch",
                "update ledger_log set node = node",
                "delete from ledger_log",
                "truncate ledger_log",
                "update ledger_checkpoint set note = note",
                "delete from ledger_checkpoint",
                "truncate ledger_checkpoint"
            })
    void notEvenTheOwnerChangesWhatIsWrittenByMistake(String statement) {
        node.ledger().append(check().concluded());
        DATABASE.asOwner(
                "insert into ledger_log select ledger_month, 0, node, batch_number, batch_hash from ledger_batch");
        DATABASE.asOwner("insert into ledger_checkpoint values ('2026-06', 1, '\\x00', 'note', now())");
        assertThatThrownBy(() -> DATABASE.asOwner(statement))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessageContaining("the ledger is only ever added to");
    }

    @Test
    void theKeysOfAMonthThatIsNotOverAreNotDestroyedByMistake() {
        DATABASE.asOwner("insert into ledger_key select to_char(now() at time zone 'UTC' + months * interval '1 month',"
                + " 'YYYY-MM'), '\\x00', '\\x00', 'none', now() from unnest(array[-2, 0, 1]) as months");
        assertThatThrownBy(() -> DATABASE.asOwner("delete from ledger_key"))
                .hasMessageContaining("the keys of a month are in use until two days after it");
        assertThatThrownBy(() -> DATABASE.asOwner("truncate ledger_key"))
                .hasMessageContaining("the ledger is only ever added to");
        DATABASE.asOwner("delete from ledger_key where wrapping_key = 'none'"
                + " and ledger_month < to_char(now() at time zone 'UTC', 'YYYY-MM')");
        assertThat(number("select count(*) from ledger_key where wrapping_key = 'none'"))
                .isEqualTo(2);
        DATABASE.asOwner("alter table ledger_key disable trigger user");
        DATABASE.asOwner("delete from ledger_key where wrapping_key = 'none'");
        DATABASE.asOwner("alter table ledger_key enable trigger user");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30T23:59:59Z, 1",
        "2026-07-01T00:00:00Z, 1",
        "2026-07-02T23:59:59Z, 1",
        "2026-07-03T00:00:00Z, 0",
        "2027-06-30T00:00:00Z, 0"
    })
    void theLastChecksOfAMonthStillStandForRepeatsWhenItIsOver(String moment, long inUse) {
        assertThat(number("select ledger_key_is_in_use('2026-06', timestamp with time zone '" + moment + "')::integer"))
                .isEqualTo(inUse);
    }

    @Test
    void notEvenByHandAreKeysMadeAnewThatWereDestroyed() {
        DATABASE.asOwner("insert into ledger_key_destruction values ('2025-12', now())");
        String anew = "insert into ledger_key values ('2025-12', '\\x00', '\\x00', 'none', now())";
        assertThatThrownBy(() -> asTheService(anew)).hasMessageContaining("the keys of this month were destroyed");
        assertThatThrownBy(() -> DATABASE.asOwner(anew)).hasMessageContaining("the keys of this month were destroyed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into ledger_check_2026_06 select * from ledger_check",
                "select * from ledger_check_2026_06",
                "update ledger_check_2026_06 set outcome = outcome",
                "delete from ledger_check_2026_06",
                "truncate ledger_check_2026_06",
                "select ledger_make_partition(date '1999-01-01')",
                "create table ledger_check_1999_01 partition of ledger_check for values from ('1999-01-01') to ('1999-02-01')",
                "alter table ledger_check disable trigger user",
                "drop trigger ledger_check_stays on ledger_check",
                "set session_replication_role = replica"
            })
    void theServiceHasNoWayAroundThat(String statement) {
        assertThatThrownBy(() -> asTheService(statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_check set outcome = 'NO_EXEMPTION_FOUND', category_code = null, disclosed_code = null where batch_position = 1",
                "update ledger_check set sealed = sealed || '\\x00'::bytea where batch_position = 1",
                "delete from ledger_check where batch_position = 2",
                "update ledger_check set batch_position = 3 - batch_position where batch_position in (1, 2)",
                "update ledger_check set batch_number = 900000 where batch_position = 2",
                "update ledger_batch set check_count = check_count + 1",
                "update ledger_batch set written_at = written_at + interval '1 second'",
                "update ledger_batch set previous_hash = batch_hash",
                "delete from ledger_batch where batch_number = 1",
                "update ledger_log set log_index = log_index + 100000",
                "update ledger_log set batch_number = 900000 where log_index = 0",
                "delete from ledger_log where log_index = (select max(log_index) from ledger_log)",
                "update ledger_checkpoint set root_hash = sha256(root_hash)"
            })
    void whoeverTampersAllTheSameIsFoundOut(String statement) throws Exception {
        ManyChecks.append(node.ledger(), 40);
        node.ledger().append(check().concluded());
        sequencer().step();
        assertThat(chain().faults()).isEmpty();
        tamper(statement);
        assertThat(chain().faults()).as(statement).isNotEmpty();
    }

    /** By a service that was running all the time, and by one that was started since. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from ledger_checkpoint",
                "delete from ledger_checkpoint where tree_size = 2",
                "update ledger_checkpoint set note = replace(note, 'rtec-test', 'rtec-evil')",
                "update ledger_checkpoint set root_hash = sha256(root_hash)",
                "update ledger_log set batch_hash = sha256(batch_hash) where log_index = 0",
                "delete from ledger_log where log_index = 0",
                "delete from ledger_log where log_index = 1",
                "update ledger_batch set written_at = written_at + interval '1 second' where batch_number = 3",
                "update ledger_batch set previous_hash = merkle_root where batch_number = 3",
                "update ledger_batch set batch_hash = sha256(batch_hash) where batch_number = 3",
                "delete from ledger_batch where batch_number = 3"
            })
    void nothingIsSignedOnTopOfWhatWasTamperedWith(String statement) {
        LedgerSequencer running = sequencer();
        for (int batch = 1; batch <= 2; batch++) {
            node.ledger().append(check().concluded());
            assertThat(running.step()).isEqualTo(1);
        }
        node.ledger().append(check().concluded());
        node.ledger().append(check().concluded());
        tamper(statement);
        long signed = number("select count(*) from ledger_checkpoint");
        for (LedgerSequencer sequencer : List.of(running, sequencer())) {
            assertThatThrownBy(sequencer::step).as(statement).isInstanceOf(LedgerAltered.class);
        }
        assertThat(number("select count(*) from ledger_checkpoint")).isEqualTo(signed);
    }

    @Test
    void aLogThatWasTakenAwayIsNotSignedAnewByWhoeverSawIt() {
        LedgerSequencer running = sequencer();
        for (int batch = 1; batch <= 3; batch++) {
            node.ledger().append(check().concluded());
            running.step();
        }
        tamper("delete from ledger_checkpoint; delete from ledger_log; delete from ledger_subtree;"
                + " delete from ledger_check where batch_number = 3; delete from ledger_batch where batch_number = 3");
        assertThatThrownBy(running::step)
                .isInstanceOf(LedgerAltered.class)
                .hasMessageContaining("the log of 2026-06: a checkpoint is gone");
        assertThatThrownBy(running::step).isInstanceOf(LedgerAltered.class);
        assertThat(number("select count(*) from ledger_checkpoint")).isZero();
    }

    @Test
    void aKeptRootThatIsWrongSpoilsNoCheckpoint() {
        LedgerSequencer running = sequencer();
        for (int batch = 1; batch <= 257; batch++) {
            node.ledger().append(check().concluded());
        }
        running.step();
        node.ledger().append(check().concluded());
        assertThat(chain().faults()).isEmpty();
        tamper("update ledger_subtree set subtree_hash = sha256(subtree_hash)");
        assertThat(chain().faults())
                .containsExactly(new ChainCheck.Found("2026-06", 257, ChainCheck.Fault.KEPT_ROOTS_DIFFER));
        assertThatThrownBy(running::step)
                .isInstanceOf(LedgerAltered.class)
                .hasMessageContaining("the log of 2026-06 is not the one that was signed");
        assertThat(number("select max(tree_size) from ledger_checkpoint")).isEqualTo(257);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from ledger_subtree",
                "insert into ledger_subtree select ledger_month, 1, 1, subtree_hash from ledger_subtree",
                "insert into ledger_subtree select ledger_month, 2, 0, subtree_hash from ledger_subtree"
            })
    void aKeptRootThatIsMissingOrTooManyIsFound(String statement) {
        for (int batch = 1; batch <= 257; batch++) {
            node.ledger().append(check().concluded());
        }
        sequencer().step();
        tamper(statement);
        assertThat(chain().faults()).contains(new ChainCheck.Found("2026-06", 257, ChainCheck.Fault.KEPT_ROOTS_DIFFER));
    }

    @Test
    void whatIsAlteredKeepsNoOtherMonthFromBeingSigned() {
        LedgerSequencer running = sequencer();
        try (LedgerUnderTest other =
                LedgerUnderTest.on(DATABASE.store(), DATABASE.application(), LedgerUnderTest.patient("node-2"))) {
            node.ledger().append(check().concluded());
            running.step();
            tamper("delete from ledger_checkpoint");
            node.ledger().append(check().concluded());
            other.ledger()
                    .append(check().askedAt(NOON.plus(Duration.ofDays(31))).concluded());
            assertThatThrownBy(running::step).isInstanceOf(LedgerAltered.class);
        }
        assertThat(number("select count(*) from ledger_checkpoint where ledger_month = '2026-07'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from ledger_checkpoint")).isEqualTo(1);
    }

    @Test
    void aMonthWithoutAPlaceFailsItsOwnChecksOnly() {
        assertThatThrownBy(() -> node.ledger()
                        .append(check().askedAt(Instant.parse("1999-06-01T00:00:00Z"))
                                .concluded()))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("the database failed: SQLState 23514");
        node.ledger().append(check().concluded());
        assertThat(chain().checks()).isEqualTo(1);
    }

    @Test
    void theServiceMakesThePlacesOfTheMonthsThatCome() {
        LedgerUpkeep upkeep = upkeep(DATABASE.application());
        upkeep.prepare();
        upkeep.prepare();
        assertThat(upkeep.outlook()).isEqualTo(new LedgerUpkeep.Outlook(true, true));
        assertThat(number("select count(*) from ledger_key where ledger_month in ('2026-06', '2026-07')"))
                .isEqualTo(2);
    }

    @Test
    void whatWasAnsweredLongAgoIsForgottenAndWhatMayBeRepeatedIsNot() {
        DATABASE.asOwner("insert into answered_request select gen_random_uuid(), 'FA565', '1', '2', gen_random_uuid(),"
                + " now() - hours * interval '1 hour' from unnest(array[23, 24, 26, 99]) as hours");
        assertThat(upkeep(DATABASE.application()).forget()).isFalse();
        assertThat(number("select count(*) from answered_request")).isEqualTo(2);
    }

    @Test
    void whatADayLeftBehindIsForgottenAPieceAtATime() {
        DATABASE.asOwner("insert into answered_request select gen_random_uuid(), 'FA565', '1', '2', gen_random_uuid(),"
                + " now() - interval '26 hours' from generate_series(1, 5001)");
        assertThat(upkeep(DATABASE.application()).forget()).isTrue();
        assertThat(number("select count(*) from answered_request")).isEqualTo(1);
        assertThat(upkeep(DATABASE.application()).forget()).isFalse();
        assertThat(number("select count(*) from answered_request")).isZero();
    }

    @Test
    void theUpkeepMayTakeLongerThanTheDriverWaitsForChecks() {
        DATABASE.asOwner("insert into answered_request values (gen_random_uuid(), 'FA565', '1', '2', gen_random_uuid(),"
                + " now() - interval '26 hours')");
        DATABASE.asOwner("create function takes_its_time() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(1.5); return null; end'");
        DATABASE.asOwner("create trigger takes_its_time before delete on answered_request"
                + " for each statement execute function takes_its_time()");
        try {
            upkeep(WaitingShort.over(DATABASE.application())).forget();
        } finally {
            DATABASE.asOwner("drop function takes_its_time() cascade");
        }
        assertThat(number("select count(*) from answered_request")).isZero();
    }

    @Test
    void theMonthIsMadeReadyWhateverBecomesOfWhatIsToBeForgotten() throws SQLException {
        try (Connection other = DATABASE.owner().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table answered_request in access exclusive mode");
            upkeep(DATABASE.application()).prepare();
            other.rollback();
        }
    }

    @Test
    void aTableOfAPartitionsNameIsNotTakenForOne() {
        String nextMonth = "(now() at time zone 'UTC' + interval '1 month')::date";
        DATABASE.asOwner("do $$ begin execute format('alter table ledger_check detach partition %I', ledger_partition("
                + nextMonth + ")); end $$");
        try {
            upkeep(DATABASE.application()).prepare();
            assertThat(upkeep(DATABASE.application()).outlook()).isEqualTo(new LedgerUpkeep.Outlook(true, false));
            assertThatThrownBy(() -> DATABASE.asOwner("select ledger_make_partition(" + nextMonth + ")"))
                    .hasMessageContaining("is no part of the ledger");
        } finally {
            DATABASE.asOwner("select ledger_attach_partition(" + nextMonth + ")");
        }
        assertThat(upkeep(DATABASE.application()).outlook()).isEqualTo(new LedgerUpkeep.Outlook(true, true));
    }

    @Test
    void withoutAPlaceForThisMonthNothingIsReady() {
        String thisMonth = "(now() at time zone 'UTC')::date";
        DATABASE.asOwner("do $$ begin execute format('alter table ledger_check detach partition %I', ledger_partition("
                + thisMonth + ")); end $$");
        try {
            assertThatThrownBy(() -> upkeep(DATABASE.application()).prepare())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in the way");
        } finally {
            DATABASE.asOwner("select ledger_attach_partition(" + thisMonth + ")");
        }
    }

    private LedgerUpkeep upkeep(DataSource database) {
        return new LedgerUpkeep(database, node.keys(), InstantSource.fixed(NOON));
    }

    private static LedgerSequencer sequencer() {
        return new LedgerSequencer(
                DATABASE.application(), "rtec-test", LedgerUnderTest.CHECKPOINT_KEYS, InstantSource.fixed(NOON));
    }

    /** As the owner, with the triggers off. */
    private static void tamper(String statement) {
        KEPT.forEach(table -> DATABASE.asOwner("alter table " + table + " disable trigger user"));
        try {
            DATABASE.asOwner(statement);
        } finally {
            KEPT.forEach(table -> DATABASE.asOwner("alter table " + table + " enable trigger user"));
        }
    }

    private static void recorded(LedgerUnderTest hurried) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                hurried.ledger().append(check().concluded());
                return true;
            } catch (LedgerUnavailable e) {
                return false;
            }
        });
    }

    private static Duration refused(LedgerUnderTest hurried) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> hurried.ledger().append(check().concluded())).isInstanceOf(LedgerUnavailable.class);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The process of the database that serves a node's writer. */
    private static long backendOfTheWriter(String node) throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pid from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'rtec ledger writer " + node
                        + "'")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static ChainCheck.Report chain() {
        return new ChainCheck(DATABASE.application()).run();
    }

    private static void asTheService(String sql) throws SQLException {
        try (Connection connection = DATABASE.application().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String query) {
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
