package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.function.Function;

/**
 * How exports of one kind are asked for and written, in the words of those who ask and read.
 *
 * @param query what was asked, as a query
 * @param columns their names
 * @param row the texts of one row, as many as there are columns
 */
public record ExportForm<Q, R>(
        ExportKind kind, Function<AskedConditions, Q> query, List<String> columns, Function<R, List<String>> row) {

    public ExportForm {
        columns = List.copyOf(columns);
    }
}
