package uk.nhs.rtec.domain.check;

/** A check that the ledger holds: the only kind that is ever answered; only a ledger makes one. */
public record RecordedCheck(ConcludedCheck concluded) implements KeptCheck {

    @Override
    public CheckId id() {
        return concluded.asked().id();
    }

    /** How it ended. */
    public CheckOutcome outcome() {
        return concluded.outcome();
    }
}
