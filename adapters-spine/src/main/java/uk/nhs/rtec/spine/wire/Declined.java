package uk.nhs.rtec.spine.wire;

/** An upstream answered with an error status, and the whole answer. */
public class Declined extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient WholeAnswer answer;

    Declined(WholeAnswer answer) {
        super("answered with status " + answer.status());
        this.answer = answer;
    }

    WholeAnswer answer() {
        return answer;
    }
}
