package uk.nhs.rtec.persistence.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.AnswerTime;
import uk.nhs.rtec.persistence.DatabaseFailure;

/**
 * Counts new batches of all nodes. One node does it at a time; a step is one transaction, in which the counts grow and the place to go on
 * from moves, so that whoever does the next step, wherever it runs, counts no check twice and none not at all.
 *
 * <p>A node numbers its batches without a gap and commits each before it begins the next, so that whatever follows the last one that was
 * counted can be taken in that order.
 */
public final class StatisticsFollower {

    private static final Bounds SERVICE = new Bounds(250_000, 25_000);

    /** New batches are this month's or the last one's; months that came back are older, and need not be seen at once. */
    private static final Duration BETWEEN_WHOLE_LOOKS = Duration.ofMinutes(1);

    /** A step may take longer than whatever else the service asks of its database. */
    private static final int SECONDS = 60;

    /** Whoever finds it locked leaves: another one counts. */
    private static final String TURN = "select id from statistics_turn where id = 1 for update skip locked";

    private static final String FOLLOWED = "select ledger_month, node, batch_number, gone from statistics_followed";

    private static final String LAST_MONTH = "select max(ledger_month) from ledger_batch";

    private static final String NEXT_MONTH = "select min(ledger_month) from ledger_batch where ledger_month > ?";

    private static final String NEXT_NODE = "select min(node) from ledger_batch where ledger_month = ? and node > ?";

    private static final String NEW_BATCHES = "select batch_number, check_count, written_at from ledger_batch"
            + " where ledger_month = ? and node = ? and batch_number > ? order by batch_number fetch first ? rows only";

    private static final String ON_POSTGRES = "with counted as materialized (" + RollUp.COUNTED + ")"
            + RollUp.ALL.stream()
                    .map(each -> ", into_" + each.table() + " as (" + each.adding() + ")")
                    .collect(Collectors.joining())
            + " select coalesce(sum(checks), 0) from counted";

    private static final String ON_H2 = "select coalesce(sum(checks), 0) from (" + RollUp.COUNTED + ") counted";

    private static final String MOVE =
            "update statistics_followed set batch_number = ?, gone = ?" + " where ledger_month = ? and node = ?";

    private static final String BEGIN =
            "insert into statistics_followed (batch_number, gone, ledger_month, node) values (?, ?, ?, ?)";

    private static final String UP_TO = "update statistics_turn set up_to = ? where id = 1";

    private final DataSource database;
    private final InstantSource clock;
    private final Bounds bounds;
    private @Nullable Instant nextWholeLook;

    /**
     * A follower of the ledger in this database.
     *
     * @param database connects as the application user
     */
    public StatisticsFollower(DataSource database, InstantSource clock) {
        this(database, clock, SERVICE);
    }

    StatisticsFollower(DataSource database, InstantSource clock, Bounds bounds) {
        this.database = database;
        this.clock = clock;
        this.bounds = bounds;
    }

    /** About how much one step counts. */
    record Bounds(int checks, int batches) {}

    /** What one node wrote in one month. */
    private record Chain(String month, String node) {}

    /** How far a chain is counted, and whether what follows was not there. */
    private record Place(long batch, boolean gone) {

        static final Place BEGINNING = new Place(0, false);
    }

    /**
     * The next batches of a chain that one step counts.
     *
     * @param since when the first of them was written
     */
    private record Piece(Chain chain, long after, long last, int batches, long checks, Instant since) {}

    /**
     * What one step came to.
     *
     * @param checks how many were counted; none when all are, or another one is at it
     * @param full whether it ended because they were enough for one step, and there are more
     */
    public record Step(long checks, boolean full) {

        static final Step NONE = new Step(0, false);
    }

    /**
     * One step.
     *
     * @throws DatabaseFailure when the database fails; then nothing was counted, or all of it
     */
    public synchronized Step step() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (Connection connection = database.getConnection()) {
            AnswerTime longer = AnswerTime.ofStatement(connection, SECONDS);
            connection.setAutoCommit(false);
            try (longer) {
                Step counted = hasTurn(connection) ? count(connection, now) : Step.NONE;
                connection.commit();
                return counted;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private Step count(Connection connection, Instant now) throws SQLException {
        boolean whole = nextWholeLook == null || !now.isBefore(nextWholeLook);
        Map<Chain, Place> followed = followed(connection);
        long counted = 0;
        boolean full = false;
        Instant upTo = now;
        for (Chain chain : chains(connection, whole)) {
            Place place = followed.getOrDefault(chain, Place.BEGINNING);
            // To find that it is still gone takes as long as to count it.
            if (place.gone() && !whole) {
                continue;
            }
            Optional<Piece> piece = next(connection, chain, place, Math.max(1, bounds.checks() - counted));
            if (piece.isPresent() && counted < bounds.checks()) {
                boolean there = isCounted(connection, piece.get());
                counted += there ? piece.get().checks() : 0;
                full |= counted >= bounds.checks() || (there && piece.get().batches() >= bounds.batches());
                place = there ? new Place(piece.get().last(), false) : new Place(place.batch(), true);
                move(connection, chain, place, followed.containsKey(chain));
                piece = there ? next(connection, chain, place, 1) : Optional.empty();
            }
            // What is gone is told of as not counted; it does not hold back how far everything else is.
            if (piece.isPresent() && !place.gone() && piece.get().since().isBefore(upTo)) {
                upTo = piece.get().since();
            }
        }
        upTo(connection, upTo);
        nextWholeLook = whole && !full ? now.plus(BETWEEN_WHOLE_LOOKS) : nextWholeLook;
        return new Step(counted, full);
    }

    /** Adds the piece to every table, unless the ledger has not all of its checks: then nothing is changed. */
    private static boolean isCounted(Connection connection, Piece piece) throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean postgres = connection.isWrapperFor(PGConnection.class);
        if (checks(connection, postgres ? ON_POSTGRES : ON_H2, piece) != piece.checks()) {
            connection.rollback(before);
            return false;
        }
        if (!postgres) {
            for (RollUp table : RollUp.ALL) {
                merge(connection, table.merging(), piece);
            }
        }
        return true;
    }

    private static long checks(Connection connection, String query, Piece piece) throws SQLException {
        try (PreparedStatement select = prepared(connection, query)) {
            setOn(select, 1, piece);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static void merge(Connection connection, String statement, Piece piece) throws SQLException {
        try (PreparedStatement merge = prepared(connection, statement)) {
            int parameters = merge.getParameterMetaData().getParameterCount();
            for (int parameter = 1; parameter <= parameters; ) {
                parameter = setOn(merge, parameter, piece);
            }
            merge.executeUpdate();
        }
    }

    /** Says which parameter comes next. */
    private static int setOn(PreparedStatement statement, int first, Piece piece) throws SQLException {
        int parameter = first;
        YearMonth month = Moments.parseMonth(piece.chain().month()).orElseThrow();
        statement.setString(parameter++, piece.chain().node());
        statement.setLong(parameter++, piece.after());
        statement.setLong(parameter++, piece.last());
        statement.setObject(parameter++, begin(month));
        statement.setObject(parameter++, begin(month.plusMonths(1)));
        return parameter;
    }

    private static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static Map<Chain, Place> followed(Connection connection) throws SQLException {
        Map<Chain, Place> places = new HashMap<>();
        try (PreparedStatement select = prepared(connection, FOLLOWED);
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                places.put(
                        new Chain(result.getString(1), result.getString(2)),
                        new Place(result.getLong(3), result.getBoolean(4)));
            }
        }
        return places;
    }

    /** One look-up for each, however many batches there are. */
    private static List<Chain> chains(Connection connection, boolean whole) throws SQLException {
        List<Chain> chains = new ArrayList<>();
        Optional<String> last = text(connection, LAST_MONTH);
        String before = whole || last.isEmpty()
                ? ""
                : Moments.text(Moments.parseMonth(last.get()).orElseThrow().minusMonths(2));
        Optional<String> month = text(connection, NEXT_MONTH, before);
        while (month.isPresent()) {
            Optional<String> node = text(connection, NEXT_NODE, month.get(), "");
            while (node.isPresent()) {
                chains.add(new Chain(month.get(), node.get()));
                node = text(connection, NEXT_NODE, month.get(), node.get());
            }
            month = text(connection, NEXT_MONTH, month.get());
        }
        return chains;
    }

    /** What comes next of a chain, of about so many checks. */
    private Optional<Piece> next(Connection connection, Chain chain, Place place, long most) throws SQLException {
        try (PreparedStatement select = prepared(connection, NEW_BATCHES)) {
            select.setString(1, chain.month());
            select.setString(2, chain.node());
            select.setLong(3, place.batch());
            select.setInt(4, most == 1 ? 1 : bounds.batches());
            try (ResultSet result = select.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                Instant since = result.getObject(3, OffsetDateTime.class).toInstant();
                long last = result.getLong(1);
                int batches = 1;
                long checks = result.getLong(2);
                while (checks < most && result.next()) {
                    last = result.getLong(1);
                    batches++;
                    checks += result.getLong(2);
                }
                return Optional.of(new Piece(chain, place.batch(), last, batches, checks, since));
            }
        }
    }

    private static void move(Connection connection, Chain chain, Place place, boolean begun) throws SQLException {
        try (PreparedStatement move = prepared(connection, begun ? MOVE : BEGIN)) {
            move.setLong(1, place.batch());
            move.setBoolean(2, place.gone());
            move.setString(3, chain.month());
            move.setString(4, chain.node());
            move.executeUpdate();
        }
    }

    private static void upTo(Connection connection, Instant moment) throws SQLException {
        try (PreparedStatement update = prepared(connection, UP_TO)) {
            update.setObject(1, moment.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
    }

    private static boolean hasTurn(Connection connection) throws SQLException {
        try (PreparedStatement select = prepared(connection, TURN);
                ResultSet result = select.executeQuery()) {
            return result.next();
        }
    }

    private static Optional<String> text(Connection connection, String query, String... parameters)
            throws SQLException {
        try (PreparedStatement select = prepared(connection, query)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, String statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        prepared.setQueryTimeout(SECONDS);
        return prepared;
    }
}
