package uk.nhs.rtec.spine.wire;

/** An upstream answered that it is at fault itself (5xx): too many of these open the breaker. */
public final class Faulted extends Declined {

    private static final long serialVersionUID = 1;

    Faulted(WholeAnswer answer) {
        super(answer);
    }
}
