package uk.nhs.rtec.application.job;

/** The store refuses what a step would leave in it, and will refuse it again; says how, and nothing of any file. */
public final class StepImpossible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StepImpossible(String what) {
        super(what);
    }
}
