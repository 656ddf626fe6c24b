package uk.nhs.rtec.application.job;

import java.util.regex.Pattern;

/** What a job's file is full of, by the word that callers and the store know it under. */
public record JobKind(String word) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z-]{0,39}");

    public JobKind {
        if (!SHAPE.matcher(word).matches()) {
            throw new IllegalArgumentException("a kind is 1 to 40 small letters and hyphens");
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
