package uk.nhs.rtec.application.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the columns of one line, and keeps what it has to say against each of them.
 *
 * @param <C> a column
 * @param <R> what is said against one
 */
public final class LineReading<C, R> {

    private final Map<C, String> texts;
    private final BiFunction<C, String, R> refusal;
    private final List<R> refusals = new ArrayList<>();

    /**
     * Of a line.
     *
     * @param texts what stands in each column; one that the line does not state is absent
     * @param refusal makes of a column and a reason what is said against the line
     */
    public LineReading(Map<C, String> texts, BiFunction<C, String, R> refusal) {
        this.texts = texts;
        this.refusal = refusal;
    }

    /** The value of a column, without which there is something to say against the line. */
    public <T> Optional<T> required(C column, Function<String, Optional<T>> parse, String complaint) {
        if (text(column).isEmpty()) {
            refuse(column, "is missing");
            return Optional.empty();
        }
        return optional(column, parse, complaint);
    }

    /** The value of a column that may be empty. */
    public <T> Optional<T> optional(C column, Function<String, Optional<T>> parse, String complaint) {
        String text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            refuse(column, complaint);
        }
        return value;
    }

    /** Says something against the line. */
    public void refuse(C column, String reason) {
        refusals.add(refusal.apply(column, reason));
    }

    /** What was said against the line until now, in the order of its saying. */
    public List<R> refusals() {
        return refusals;
    }

    private String text(C column) {
        return texts.getOrDefault(column, "").strip();
    }
}
