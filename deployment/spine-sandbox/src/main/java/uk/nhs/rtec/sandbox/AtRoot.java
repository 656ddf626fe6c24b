package uk.nhs.rtec.sandbox;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.nhs.rtec.sandbox.fault.Upstream;

/**
 * What answers at the bare root of the host, for callers who know no path before a service's own.
 *
 * @param upstream the service whose base is left out; without one, every service keeps its base
 */
public record AtRoot(Optional<Upstream> upstream) {
    private static final String EVERYTHING = "everything";

    static AtRoot named(String name) {
        if (name.equals(EVERYTHING)) {
            return new AtRoot(Optional.empty());
        }
        return new AtRoot(Optional.of(Upstream.named(name)
                .orElseThrow(() -> new IllegalArgumentException("rtec.sandbox.at-root must be " + EVERYTHING
                        + " or one of "
                        + Arrays.stream(Upstream.values()).map(Upstream::label).collect(Collectors.joining(", "))))));
    }
}
