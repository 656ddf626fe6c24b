package uk.nhs.rtec.application.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How many checks ended in each way. */
public record Tally(long confirmations, long notFound, long notChecked, long undetermined) {

    /** Of no checks. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    private static final int DECIMALS = 4;

    /** How many there were. */
    public long checks() {
        return confirmations + notFound + notChecked + undetermined;
    }

    /** How many of those that the register answered for were confirmed; nothing when it answered for none. */
    public Optional<BigDecimal> hitRate() {
        long answered = confirmations + notFound;
        return answered == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(confirmations)
                        .divide(BigDecimal.valueOf(answered), DECIMALS, RoundingMode.HALF_UP));
    }

    /** These and those. */
    public Tally plus(Tally other) {
        return new Tally(
                confirmations + other.confirmations,
                notFound + other.notFound,
                notChecked + other.notChecked,
                undetermined + other.undetermined);
    }
}
