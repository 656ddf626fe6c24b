package uk.nhs.rtec.application.covid;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Attempts for tests, that end with their process. */
public final class MemoryCovidAttempts implements CovidAttempts, CovidAttemptHistory {

    private static final Comparator<AttemptCursor> NEWEST_FIRST = Comparator.comparing(AttemptCursor::at)
            .thenComparing(cursor -> cursor.id().toString())
            .reversed();

    private final List<Kept> attempts = new CopyOnWriteArrayList<>();

    private record Kept(UUID id, AttemptAtAnother attempt) {

        AttemptCursor place() {
            return new AttemptCursor(attempt.at(), id);
        }
    }

    @Override
    public void add(AttemptAtAnother attempt) {
        attempts.add(new Kept(UUID.randomUUID(), attempt));
    }

    @Override
    public AttemptPage find(AttemptQuery query) {
        List<Kept> found = attempts.stream()
                .filter(kept -> meets(query, kept.attempt()))
                .filter(kept -> query.after()
                        .map(last -> NEWEST_FIRST.compare(kept.place(), last) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Kept::place, NEWEST_FIRST))
                .toList();
        List<Kept> page = found.subList(0, Math.min(found.size(), query.limit()));
        return new AttemptPage(
                page.stream().map(Kept::attempt).toList(),
                found.size() > page.size()
                        ? Optional.of(page.get(page.size() - 1).place())
                        : Optional.empty());
    }

    private static boolean meets(AttemptQuery query, AttemptAtAnother attempt) {
        return query.app().map(attempt.app()::equals).orElse(true)
                && query.nhsNumber()
                        .map(number -> Stream.of(attempt.own(), attempt.asked()).anyMatch(number::equals))
                        .orElse(true)
                && query.from().map(from -> !attempt.at().isBefore(from)).orElse(true)
                && query.to().map(attempt.at()::isBefore).orElse(true);
    }

    /** What is on record, oldest first. */
    public List<AttemptAtAnother> all() {
        return attempts.stream().map(Kept::attempt).toList();
    }
}
