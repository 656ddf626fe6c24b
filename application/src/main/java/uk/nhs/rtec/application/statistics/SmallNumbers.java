package uk.nhs.rtec.application.statistics;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which counts of people are not told.
 *
 * <p>One to four people are too few to tell of. Since the sum of all counts may be known from elsewhere, what is hidden must not follow
 * from the rest: at least two are hidden, which come to five or more together, and neither to one each nor to four each, since of so many
 * few there is only one way to come to that. As long as that is not so, the smallest that is told of is hidden too, and those of nobody
 * after all others.
 */
final class SmallNumbers {

    /** The fewest people that are told of. */
    static final long FEWEST = 5;

    private SmallNumbers() {}

    /** The keys of the counts that are not told. */
    static <K extends Comparable<K>> Set<K> hidden(Map<K, Long> counts) {
        Set<K> hidden = new HashSet<>();
        counts.forEach((key, count) -> {
            if (count > 0 && count < FEWEST) {
                hidden.add(key);
            }
        });
        Optional<K> next = next(counts, hidden);
        while (!hidden.isEmpty() && followsFromTheRest(counts, hidden) && next.isPresent()) {
            hidden.add(next.get());
            next = next(counts, hidden);
        }
        return hidden;
    }

    private static <K> boolean followsFromTheRest(Map<K, Long> counts, Set<K> hidden) {
        long sum =
                hidden.stream().mapToLong(key -> counts.getOrDefault(key, 0L)).sum();
        return hidden.size() < 2 || sum < FEWEST || sum == hidden.size() || sum == hidden.size() * (FEWEST - 1);
    }

    private static <K extends Comparable<K>> Optional<K> next(Map<K, Long> counts, Set<K> hidden) {
        Comparator<Entry<K, Long>> nobodyLast = Comparator.comparing(entry -> entry.getValue() == 0);
        return counts.entrySet().stream()
                .filter(Predicate.not(entry -> hidden.contains(entry.getKey())))
                .min(nobodyLast.thenComparing(Entry.comparingByValue()).thenComparing(Entry.comparingByKey()))
                .map(Entry::getKey);
    }
}
