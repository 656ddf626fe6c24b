package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What exports of one kind are made of. */
public record ExportSubject<Q, R>(ExportForm<Q, R> form, ExportSource<Q, R> source) {

    /** Enough to make little of what each page costs, and few enough to be nothing in memory. */
    static final int ROWS_IN_A_PAGE = 1_000;

    ExportKind kind() {
        return form.kind();
    }

    ExportExtent extent(AskedConditions conditions, Instant upTo) {
        return source.extent(form.query().apply(conditions), upTo);
    }

    /** The rows, a page at a time, each read when it is asked for; never an empty one. */
    Iterator<List<List<String>>> pages(AskedConditions conditions, Instant upTo) {
        return new Pages(form.query().apply(conditions), upTo);
    }

    private final class Pages implements Iterator<List<List<String>>> {

        private final Q query;
        private final Instant upTo;
        private List<R> page = List.of();
        private Optional<R> after = Optional.empty();
        private boolean last;

        Pages(Q query, Instant upTo) {
            this.query = query;
            this.upTo = upTo;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !last) {
                page = source.page(query, upTo, after, ROWS_IN_A_PAGE);
                last = page.size() < ROWS_IN_A_PAGE;
                after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
            }
            return !page.isEmpty();
        }

        @Override
        public List<List<String>> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<List<String>> rows = page.stream().map(form.row()).toList();
            page = List.of();
            return rows;
        }
    }
}
