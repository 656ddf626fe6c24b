package uk.nhs.rtec.deployment.ledger.archive;

/** What was given cannot be verified at all; says what is the matter, and nothing of what is in it. */
public final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unusable(String what) {
        super(what);
    }
}
