package uk.nhs.rtec.application.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import uk.nhs.rtec.application.audit.OutcomeKind;

/** How many checks ended in each way. */
public record Tally(long confirmations, long notFound, long notChecked, long undetermined) {

    /** Of no checks. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    private static final int DECIMALS = 4;

    /** Of one check. */
    public static Tally of(OutcomeKind outcome) {
        return switch (outcome) {
            case EXEMPTION_FOUND -> new Tally(1, 0, 0, 0);
            case NO_EXEMPTION_FOUND -> new Tally(0, 1, 0, 0);
            case NOT_CHECKED -> new Tally(0, 0, 1, 0);
            case UNDETERMINED -> new Tally(0, 0, 0, 1);
        };
    }

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
