package uk.nhs.rtec.application.audit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The conditions of a search, each under its name, in the words in which it was asked: what was asked once can be asked again, and no
 * condition that searches may learn has to be taught to what keeps them.
 */
public final class AskedConditions {

    private final TreeMap<String, String> texts;

    public AskedConditions(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    /** What the conditions are, and not what they ask for. */
    public Set<String> names() {
        return new TreeSet<>(texts.keySet());
    }

    /** What they ask for, by their names in alphabetical order: it may be a patient. */
    public Map<String, String> inTheClear() {
        return new TreeMap<>(texts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AskedConditions that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    /** The names only. */
    @Override
    public String toString() {
        return "AskedConditions" + texts.keySet();
    }
}
