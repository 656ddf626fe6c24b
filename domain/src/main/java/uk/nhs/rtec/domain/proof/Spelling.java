package uk.nhs.rtec.domain.proof;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words in which the values of one enumeration are stored, so that renaming a value changes no row. */
public final class Spelling<E extends Enum<E>> {

    private final Function<E, String> words;
    private final Map<String, E> values;

    private Spelling(Function<E, String> words, Map<String, E> values) {
        this.words = words;
        this.values = values;
    }

    /** Spells each value with the word that the function has for it; two values cannot share one. */
    public static <E extends Enum<E>> Spelling<E> of(Class<E> type, Function<E, String> words) {
        return new Spelling<>(
                words,
                Arrays.stream(type.getEnumConstants())
                        .collect(Collectors.toUnmodifiableMap(words, Function.identity())));
    }

    /** How the value is spelled. */
    public String word(E value) {
        return words.apply(value);
    }

    /**
     * What the word stands for.
     *
     * @throws IllegalStateException when it stands for nothing that this version knows
     */
    public E value(String word) {
        E value = values.get(word);
        if (value == null) {
            throw unknownWord();
        }
        return value;
    }

    static IllegalStateException unknownWord() {
        return new IllegalStateException("the ledger holds a word that this version does not know");
    }
}
