package uk.nhs.rtec.domain.exemption;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import uk.nhs.rtec.domain.event.Findings;

/**
 * That a certificate does not count, since the death of its holder is notified; it counts again when that is taken back.
 *
 * @param since when that was found, to the microsecond
 */
public record Suspension(Instant since) {

    public Suspension {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }

    /** How a certificate is suspended of whose holders this was found; nothing when all of them live, as far as is known. */
    public static Optional<Suspension> of(Collection<Findings> holders) {
        return holders.stream()
                .map(Findings::deadSince)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(Suspension::new);
    }
}
