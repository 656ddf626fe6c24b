package uk.nhs.rtec.sandbox.fhir;

/** A text that is no FHIR resource; the message is the parser's, for the one who sent it. */
public final class NotWellFormed extends Exception {
    private static final long serialVersionUID = 1;

    NotWellFormed(String message) {
        super(message);
    }

    /** What the exception says, in words that are always there. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
