package uk.nhs.rtec.rest.api;

import java.util.Map;
import java.util.function.Supplier;

/** An answer of which is seen whether it was broken off. */
public final class SeenAnswer implements AnswerOnItsWay {

    private int brokenOff;

    @Override
    public void endWith(Supplier<Map<String, String>> fields) {
        // Nothing follows.
    }

    @Override
    public void breakOff() {
        brokenOff++;
    }

    /** How often it was. */
    public int brokenOff() {
        return brokenOff;
    }
}
