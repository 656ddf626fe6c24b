package uk.nhs.rtec.persistence.ledger;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.StatelessSession;
import org.hibernate.type.StandardBasicTypes;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** The keys of every month, each made when it is first needed and kept wrapped in the database. */
public final class KeyRing {

    private static final int AES_256 = 32;

    private static final String ADD = """
            insert into ledger_key (ledger_month, data_key, search_key, wrapping_key, created_at)
            values (:month, :data, :search, :wrapping, :createdAt)
            on conflict do nothing""";

    private static final String IS_DESTROYED =
            "select count(*) from ledger_key_destruction where ledger_month = :month";

    private static final String EVERY = "select ledger_month, data_key, search_key, wrapping_key from ledger_key";

    private final Store store;
    private final WrappingKeys wrapping;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<YearMonth, Opened> opened = new ConcurrentHashMap<>();

    public KeyRing(Store store, WrappingKeys wrapping, InstantSource clock) {
        this.store = store;
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /** A month's keys and the bytes that they were unwrapped from. */
    private record Opened(Bytes wrapped, MonthKeys keys) {}

    private record Row(YearMonth month, Bytes data, Bytes search, String wrapping) {}

    /**
     * The month's keys, made now when there are none: of two nodes that make them at once one is first, and both have those.
     *
     * @throws LedgerUnavailable when they were destroyed: new ones would pass for those that its checks were sealed with
     */
    public void prepare(YearMonth month) {
        keysOf(month);
    }

    /** The same, for whoever seals a check of that month. */
    MonthKeys keysOf(YearMonth month) {
        Opened known = opened.get(month);
        return known != null ? known.keys() : made(month);
    }

    /**
     * The keys of those months that are asked for and have any, as the database has them now. No other month's are opened: one that cannot be
     * is missed by nobody who does not read it.
     */
    Map<YearMonth, MonthKeys> of(StatelessSession session, Predicate<YearMonth> asked) {
        return current(session).stream()
                .filter(row -> asked.test(row.month()))
                .collect(Collectors.toUnmodifiableMap(Row::month, this::open));
    }

    /** The keys of a month, as the database has them now, if it has any. */
    Optional<MonthKeys> of(StatelessSession session, YearMonth month) {
        return Optional.ofNullable(of(session, month::equals).get(month));
    }

    /** The months whose keys are there and cannot be opened, since what wrapped them is not among our keys: their people cannot be read. */
    public List<YearMonth> unreadable() {
        return store.inTransaction(Patience.SEARCH, session -> current(session).stream()
                .filter(row -> !isReadable(row))
                .map(Row::month)
                .sorted()
                .toList());
    }

    /** How the NHS numbers in each month's checks are hashed, for whoever looks for them: a month without keys has no check to find. */
    public Map<YearMonth, Function<NhsNumber, byte[]>> numberHashing(StatelessSession session) {
        return current(session).stream()
                .collect(Collectors.toUnmodifiableMap(
                        Row::month, row -> number -> open(row).hash(number)));
    }

    /** Seals what tells of a patient, and is no check, under the key of a month. */
    public byte[] seal(YearMonth month, UUID what, byte[] content) {
        byte[] nonce = new byte[MonthKeys.NONCE];
        random.nextBytes(nonce);
        return keysOf(month).seal(what, nonce, content);
    }

    /** What was sealed so; nothing when the keys of that month were destroyed. */
    public Optional<byte[]> open(StatelessSession session, YearMonth month, UUID what, byte[] sealed) {
        return of(session, month).map(keys -> keys.open(what, sealed));
    }

    private MonthKeys made(YearMonth month) {
        return store.inTransaction(Patience.CHECK, session -> {
            if (row(session, month).isEmpty()) {
                if (isDestroyed(session, month)) {
                    throw new LedgerUnavailable("the keys of a month that is to be written were destroyed");
                }
                session.createNativeMutationQuery(ADD)
                        .setParameter("month", Moments.text(month))
                        .setParameter("data", wrapping.wrap(newKey(MonthKeys.SEALING)))
                        .setParameter("search", wrapping.wrap(newKey(MonthKeys.SEARCHING)))
                        .setParameter("wrapping", wrapping.current())
                        .setParameter("createdAt", clock.instant())
                        .executeUpdate();
            }
            return open(row(session, month).orElseThrow());
        });
    }

    private static boolean isDestroyed(StatelessSession session, YearMonth month) {
        return session.createNativeQuery(IS_DESTROYED, Long.class)
                        .setParameter("month", Moments.text(month))
                        .getSingleResult()
                > 0;
    }

    private SecretKey newKey(String algorithm) {
        byte[] key = new byte[AES_256];
        random.nextBytes(key);
        return new SecretKeySpec(key, algorithm);
    }

    private boolean isReadable(Row row) {
        try {
            open(row);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private MonthKeys open(Row row) {
        return opened.compute(
                        row.month(),
                        (month, known) -> known != null && known.wrapped().equals(row.data())
                                ? known
                                : new Opened(
                                        row.data(),
                                        MonthKeys.of(
                                                month,
                                                wrapping.unwrap(
                                                        row.data().toArray(), row.wrapping(), MonthKeys.SEALING),
                                                wrapping.unwrap(
                                                        row.search().toArray(), row.wrapping(), MonthKeys.SEARCHING))))
                .keys();
    }

    /** What was opened and is destroyed since is forgotten. */
    private List<Row> current(StatelessSession session) {
        List<Row> rows = rows(session);
        opened.keySet().retainAll(rows.stream().map(Row::month).collect(Collectors.toUnmodifiableSet()));
        return rows;
    }

    private static Optional<Row> row(StatelessSession session, YearMonth month) {
        return rows(session).stream().filter(row -> row.month().equals(month)).findFirst();
    }

    private static List<Row> rows(StatelessSession session) {
        return session
                .createNativeQuery(EVERY, Object[].class)
                .addScalar("ledger_month", StandardBasicTypes.STRING)
                .addScalar("data_key", StandardBasicTypes.BINARY)
                .addScalar("search_key", StandardBasicTypes.BINARY)
                .addScalar("wrapping_key", StandardBasicTypes.STRING)
                .getResultList()
                .stream()
                .map(row -> new Row(
                        Moments.parseMonth((String) row[0]).orElseThrow(),
                        Bytes.of((byte[]) row[1]),
                        Bytes.of((byte[]) row[2]),
                        (String) row[3]))
                .toList();
    }
}
