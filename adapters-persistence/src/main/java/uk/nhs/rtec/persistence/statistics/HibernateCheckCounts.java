package uk.nhs.rtec.persistence.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.statistics.CheckCounts;
import uk.nhs.rtec.application.statistics.SilenceCount;
import uk.nhs.rtec.application.statistics.Tally;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Words;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** The counts that {@link StatisticsFollower} keeps, read from their tables. */
public final class HibernateCheckCounts implements CheckCounts {

    private static final int SECONDS = 5;

    private static final String TALLY = "confirmations, not_found, not_checked, undetermined";

    private static final String UP_TO = "select up_to from statistics_turn";

    private static final String NOT_COUNTED =
            "select distinct ledger_month from statistics_followed where gone order by ledger_month";

    private static final String HOURS = "select counted_hour, " + TALLY + " from statistics_hour"
            + " where counted_hour >= ? and counted_hour < ? order by counted_hour";

    private static final String HOURS_OF_ONE = "select counted_hour, " + TALLY + " from statistics_pharmacy_hour"
            + " where ods_code = ? and counted_hour >= ? and counted_hour < ? order by counted_hour";

    private static final String DAYS = "select min(counted_day), max(counted_day) from statistics_pharmacy_day";

    /** Whole months, and the days before and after them. */
    private static final String PHARMACIES = """
            select ods_code, sum(confirmations), sum(not_found), sum(not_checked), sum(undetermined) from (
                select ods_code, confirmations, not_found, not_checked, undetermined from statistics_pharmacy_month
                where counted_month >= ? and counted_month <= ?
                union all
                select ods_code, confirmations, not_found, not_checked, undetermined from statistics_pharmacy_day
                where counted_day >= ? and counted_day < ?
                union all
                select ods_code, confirmations, not_found, not_checked, undetermined from statistics_pharmacy_day
                where counted_day >= ? and counted_day < ?) each_one
            group by ods_code order by ods_code""";

    private static final String CATEGORIES = "select counted_month, category_code, confirmations"
            + " from statistics_category where counted_month >= ? and counted_month <= ?";

    private static final String CATEGORIES_OF_ONE = "select counted_month, category_code, confirmations"
            + " from statistics_pharmacy_category where ods_code = ? and counted_month >= ? and counted_month <= ?";

    private static final String SILENCES = "select source, silence, sum(checks) from statistics_silence"
            + " where counted_hour >= ? and counted_hour < ? group by source, silence";

    private static final String SILENCES_OF_ONE = "select source, silence, sum(checks) from statistics_pharmacy_silence"
            + " where ods_code = ? and counted_hour >= ? and counted_hour < ? group by source, silence";

    private final Store store;

    public HibernateCheckCounts(Store store) {
        this.store = store;
    }

    @Override
    public Progress progress() {
        return read(connection -> new Progress(
                rows(connection, UP_TO, row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                        .stream()
                        .flatMap(Optional::stream)
                        .findFirst(),
                rows(connection, NOT_COUNTED, row -> month(row.getString(1)))));
    }

    @Override
    public List<OfHour> hours(Instant from, Instant to, Optional<OdsCode> organisation) {
        Row<OfHour> hour =
                row -> new OfHour(row.getObject(1, OffsetDateTime.class).toInstant(), tally(row));
        return read(connection -> organisation.isPresent()
                ? rows(connection, HOURS_OF_ONE, hour, organisation.get().value(), utc(from), utc(to))
                : rows(connection, HOURS, hour, utc(from), utc(to)));
    }

    @Override
    public List<OfPharmacy> pharmacies(LocalDate from, LocalDate to) {
        return read(connection -> {
            Optional<Span> days = rows(connection, DAYS, HibernateCheckCounts::span).stream()
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(counted -> new Span(from, to).in(counted))
                    .filter(span -> !span.from().isAfter(span.to()));
            return days.isEmpty() ? List.of() : pharmacies(connection, days.get());
        });
    }

    private static List<OfPharmacy> pharmacies(Connection connection, Span days) throws SQLException {
        LocalDate end = days.to().plusDays(1);
        YearMonth firstWhole = YearMonth.from(days.from().minusDays(1)).plusMonths(1);
        YearMonth lastWhole = YearMonth.from(end).minusMonths(1);
        boolean hasMonths = !firstWhole.isAfter(lastWhole);
        return rows(
                connection,
                PHARMACIES,
                row -> new OfPharmacy(new OdsCode(row.getString(1)), tally(row)),
                Moments.text(firstWhole),
                Moments.text(lastWhole),
                days.from(),
                hasMonths ? firstWhole.atDay(1) : end,
                hasMonths ? lastWhole.plusMonths(1).atDay(1) : end,
                end);
    }

    @Override
    public List<OfCategory> categories(YearMonth from, YearMonth to, Optional<OdsCode> organisation) {
        Row<OfCategory> category =
                row -> new OfCategory(month(row.getString(1)), Words.EXEMPTION.value(row.getString(2)), row.getLong(3));
        String first = Moments.text(from);
        String last = Moments.text(to);
        return read(connection -> organisation.isPresent()
                ? rows(
                        connection,
                        CATEGORIES_OF_ONE,
                        category,
                        organisation.get().value(),
                        first,
                        last)
                : rows(connection, CATEGORIES, category, first, last));
    }

    @Override
    public List<SilenceCount> silences(Instant from, Instant to, Optional<OdsCode> organisation) {
        Row<SilenceCount> silence = row -> new SilenceCount(
                Words.SOURCE.value(row.getString(1)), Words.SILENCE.value(row.getString(2)), row.getLong(3));
        return read(connection -> organisation.isPresent()
                        ? rows(
                                connection,
                                SILENCES_OF_ONE,
                                silence,
                                organisation.get().value(),
                                utc(from),
                                utc(to))
                        : rows(connection, SILENCES, silence, utc(from), utc(to)))
                .stream()
                .sorted(Comparator.comparing(SilenceCount::source).thenComparing(SilenceCount::silence))
                .toList();
    }

    /** Days from the first to the last. */
    private record Span(LocalDate from, LocalDate to) {

        /**
         * As many of them as tell the same of what is counted: a month of which only days are left out that nothing was counted of is
         * whole.
         */
        Span in(Span counted) {
            return new Span(
                    from.isAfter(counted.from())
                            ? from
                            : YearMonth.from(counted.from()).atDay(1),
                    to.isBefore(counted.to())
                            ? to
                            : YearMonth.from(counted.to()).atEndOfMonth());
        }
    }

    private static Optional<Span> span(ResultSet row) throws SQLException {
        @Nullable LocalDate from = row.getObject(1, LocalDate.class);
        @Nullable LocalDate to = row.getObject(2, LocalDate.class);
        return from == null || to == null ? Optional.empty() : Optional.of(new Span(from, to));
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    private static YearMonth month(String text) {
        return Moments.parseMonth(text).orElseThrow();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String query, Row<T> each, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setQueryTimeout(SECONDS);
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(each.of(result));
                }
            }
            return rows;
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T read(Work<T> work) {
        try {
            return store.inTransaction(
                    Patience.SEARCH, (StatelessSession session) -> session.doReturningWork(work::on));
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
