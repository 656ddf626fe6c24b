package uk.nhs.rtec.deployment.ledger;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.GroupCommitCheckLedger;
import uk.nhs.rtec.persistence.ledger.HibernateCheckHistory;
import uk.nhs.rtec.persistence.ledger.HibernateLedgerProofs;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerSequencer;
import uk.nhs.rtec.persistence.ledger.LedgerSettings;

/** A ledger as the service writes and reads it: two nodes, one database, one key store. */
final class LiveLedger implements AutoCloseable {

    static final String NAME = "rtec.test/ledger";

    private static final int CALLERS = 64;

    private static final Duration LONG = Duration.ofSeconds(60);

    private final LedgerDatabase database;
    private final KeyStoreFile keyStore;
    private final String wrapping;
    private final Map<String, GroupCommitCheckLedger> nodes = new ConcurrentHashMap<>();
    private LedgerSequencer sequencer;
    private @Nullable Opened opened;

    /**
     * What it is read and written with.
     *
     * @param connection H2 closes its file with the last one, and takes longer to open it again than a check may wait
     */
    private record Opened(Connection connection, Store store, KeyRing keys) {}

    LiveLedger(LedgerDatabase database, KeyStoreFile keyStore, String wrapping) {
        this.database = database;
        this.keyStore = keyStore;
        this.wrapping = wrapping;
        sequencer = started(keyStore.checkpoint());
    }

    static LiveLedger on(LedgerDatabase database, KeyStoreFile keyStore) {
        return new LiveLedger(database, keyStore, KeyStoreFile.FIRST);
    }

    /** What the operator's environment says, as the owner of the tables. */
    static Surroundings surroundings(LedgerDatabase database, KeyStoreFile keyStore) {
        return new Surroundings(
                Map.of(
                        "DB_URL", database.url(),
                        "DB_MIGRATION_USER", database.ownerName(),
                        "DB_MIGRATION_PASSWORD", database.ownerPassword(),
                        "RTEC_LEDGER_KEY_STORE", keyStore.file().toString(),
                        "RTEC_LEDGER_KEY_STORE_PASSWORD", KeyStoreFile.PASSWORD),
                InstantSource.system());
    }

    /** Checks of the month, by two nodes in turn, each in a batch of its own. */
    List<ConcludedCheck> append(YearMonth month, int count) {
        if (database.url().startsWith("jdbc:postgresql:")) {
            database.asOwner("select ledger_make_partition(date '" + month.atDay(1) + "')");
        }
        prepare(month);
        Instant noon = month.atDay(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
        return IntStream.range(0, count)
                .mapToObj(each -> {
                    ConcludedCheck check = Examples.check()
                            .askedAt(noon.plusSeconds(each))
                            .of(Examples.prescription(each))
                            .concluded();
                    node(each % 2 == 0 ? "node-1" : "node-2").append(check);
                    return check;
                })
                .toList();
    }

    /** Very many checks of the month, many at a time. */
    void appendMany(YearMonth month, int count) throws Exception {
        append(month, 1);
        Instant second = month.atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        AtOnce.call(IntStream.range(0, CALLERS)
                .mapToObj(caller -> (Callable<Integer>) () -> {
                    for (int each = 0; each < count / CALLERS; each++) {
                        node("node-1")
                                .append(Examples.check()
                                        .askedAt(second.plusMillis(each))
                                        .concluded());
                    }
                    return count / CALLERS;
                })
                .toList());
    }

    /** Until every batch is in the log. */
    void sequence() {
        while (sequencer.step() > 0) {}
    }

    /** The service was started anew: it remembers nothing. */
    void restart() {
        signWith(keyStore.checkpoint());
    }

    /** The service was started anew, and signs with another key. */
    void signWith(CheckpointKeys signing) {
        sequencer = started(signing);
    }

    Optional<KeptCheck> find(ConcludedCheck check) {
        return history().check(check.asked().id());
    }

    HibernateCheckHistory history() {
        return new HibernateCheckHistory(opened().store(), opened().keys());
    }

    Provable prove(ConcludedCheck check) {
        return new HibernateLedgerProofs(opened().store(), opened().keys())
                .evidence(check.asked().id())
                .orElseThrow();
    }

    Evidence evidence(ConcludedCheck check) {
        if (prove(check) instanceof Provable.Proved proved) {
            return proved.evidence();
        }
        throw new AssertionError("not proved");
    }

    /** Every column of every row of the month's checks, as text. */
    List<String> rows(YearMonth month) {
        return database.query("select c::text from ledger_check c where answered_at >= '" + month.atDay(1)
                + "T00:00:00Z' and answered_at < '" + month.plusMonths(1).atDay(1)
                + "T00:00:00Z' order by node, batch_number, batch_position");
    }

    /** At the first need of it, which a test that only asks the tool does not have. */
    private synchronized Opened opened() {
        if (opened == null) {
            try {
                Connection connection = database.service().getConnection();
                Store store = Store.open(database.service());
                opened = new Opened(
                        connection, store, new KeyRing(store, keyStore.wrapping(wrapping), InstantSource.system()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return opened;
    }

    /** What the service does ahead of time, on a machine that may have other things to do: a check waits for it a second at most. */
    private void prepare(YearMonth month) {
        await().atMost(LONG).ignoreExceptions().until(() -> {
            opened().keys().prepare(month);
            return true;
        });
    }

    private LedgerSequencer started(CheckpointKeys signing) {
        return new LedgerSequencer(database.service(), NAME, signing, InstantSource.system());
    }

    private GroupCommitCheckLedger node(String name) {
        return nodes.computeIfAbsent(name, node -> {
            LedgerSettings service = LedgerSettings.of(node);
            return new GroupCommitCheckLedger(
                    opened().store(),
                    database.service(),
                    opened().keys(),
                    new LedgerSettings(node, service.queue(), service.largestBatch(), LONG, LONG),
                    InstantSource.system(),
                    Thread::new);
        });
    }

    @Override
    public synchronized void close() {
        nodes.values().forEach(GroupCommitCheckLedger::close);
        if (opened == null) {
            return;
        }
        opened.store().close();
        try {
            opened.connection().close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
