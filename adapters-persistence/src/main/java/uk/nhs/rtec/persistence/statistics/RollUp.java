package uk.nhs.rtec.persistence.statistics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table of counts, and how new checks are added to it.
 *
 * @param table its name
 * @param keys the columns that a row is found by
 * @param counts the columns that grow
 * @param rows a query for what is to be added, of the rows called {@code counted}
 */
record RollUp(String table, List<String> keys, List<String> counts, String rows) {

    private static final List<String> OUTCOMES = List.of("confirmations", "not_found", "not_checked", "undetermined");

    /**
     * The checks of some batches, as few rows as they can be grouped to; its parameters are the node, the number of the batch before the
     * first, that of the last, and the begin and the end of their month.
     */
    static final String COUNTED = """
            select g.*, to_char(g.counted_hour at time zone 'Europe/London', 'YYYY-MM-DD') as counted_day,
                to_char(g.counted_hour at time zone 'Europe/London', 'YYYY-MM') as counted_month
            from (
                select n.ods_code, n.counted_hour, n.outcome, n.category_code, n.patient_silence, n.prescription_silence,
                    n.register_silence, count(*) as checks
                from (
                    select c.ods_code,
                        date_trunc('hour', c.asked_at at time zone 'UTC') at time zone 'UTC' as counted_hour,
                        c.outcome, c.category_code, c.patient_silence, c.prescription_silence, c.register_silence
                    from ledger_check c
                    where c.node = ? and c.batch_number > ? and c.batch_number <= ?
                    and c.answered_at >= ? and c.answered_at < ?) n
                group by n.ods_code, n.counted_hour, n.outcome, n.category_code, n.patient_silence, n.prescription_silence,
                    n.register_silence) g""";

    static final List<RollUp> ALL = List.of(
            ofOutcomes("statistics_hour", "counted_hour"),
            ofOutcomes("statistics_pharmacy_hour", "ods_code", "counted_hour"),
            ofOutcomes("statistics_pharmacy_day", "counted_day", "ods_code"),
            ofOutcomes("statistics_pharmacy_month", "counted_month", "ods_code"),
            ofCategories("statistics_category", "counted_month", "category_code"),
            ofCategories("statistics_pharmacy_category", "ods_code", "counted_month", "category_code"),
            ofSilences("statistics_silence", "counted_hour", "source", "silence"),
            ofSilences("statistics_pharmacy_silence", "ods_code", "counted_hour", "source", "silence"));

    private static RollUp ofOutcomes(String table, String... keys) {
        return new RollUp(table, List.of(keys), OUTCOMES, "select " + selected(keys) + """
                , sum(case when outcome = 'EXEMPTION_FOUND' then checks else 0 end) as confirmations,
                sum(case when outcome = 'NO_EXEMPTION_FOUND' then checks else 0 end) as not_found,
                sum(case when outcome = 'NOT_CHECKED' then checks else 0 end) as not_checked,
                sum(case when outcome = 'UNDETERMINED' then checks else 0 end) as undetermined
                from counted group by\s""" + String.join(", ", keys));
    }

    private static RollUp ofCategories(String table, String... keys) {
        return new RollUp(
                table,
                List.of(keys),
                List.of("confirmations"),
                "select " + selected(keys)
                        + ", sum(checks) as confirmations from counted where category_code is not null" + " group by "
                        + String.join(", ", keys));
    }

    private static RollUp ofSilences(String table, String... keys) {
        return new RollUp(
                table,
                List.of(keys),
                List.of("checks"),
                "select " + selected(keys) + ", sum(checks) as checks from ("
                        + Stream.of(
                                        silences("PDS", "patient_silence"),
                                        silences("PRESCRIPTION_TRACKER", "prescription_silence"),
                                        silences("EXEMPTION_REGISTER", "register_silence"))
                                .collect(Collectors.joining(" union all "))
                        + ") silent group by " + String.join(", ", keys));
    }

    private static String silences(String source, String column) {
        return "select ods_code, counted_hour, '" + source + "' as source, " + column
                + " as silence, checks from counted where " + column + " is not null";
    }

    /** A day has been text so far, so that no session's time zone has a say in it. */
    private static String selected(String... keys) {
        return Stream.of(keys)
                .map(key -> key.equals("counted_day") ? "cast(counted_day as date) as counted_day" : key)
                .collect(Collectors.joining(", "));
    }

    /** PostgreSQL: adds the rows of a query called {@code counted} that stands before it. */
    String adding() {
        return "insert into " + table + " as t (" + columns(Function.identity()) + ") " + rows + " on conflict ("
                + String.join(", ", keys) + ") do update set "
                + joined(counts, count -> count + " = t." + count + " + excluded." + count);
    }

    /** H2: the same in a statement of its own, which has the query in it once or more often. */
    String merging() {
        return "merge into " + table + " t using (" + rows.replace("from counted", "from (" + COUNTED + ") counted")
                + ") s on ("
                + keys.stream().map(key -> "t." + key + " = s." + key).collect(Collectors.joining(" and "))
                + ") when matched then update set "
                + joined(counts, count -> count + " = t." + count + " + s." + count)
                + " when not matched then insert (" + columns(Function.identity()) + ") values ("
                + columns(column -> "s." + column) + ")";
    }

    private String columns(Function<String, String> each) {
        return joined(Stream.concat(keys.stream(), counts.stream()).toList(), each);
    }

    private static String joined(List<String> columns, Function<String, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
