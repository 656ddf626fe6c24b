package uk.nhs.rtec.application.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.exemption.ChargeExemption;

/** Why a check ended as it did, as auditors name it; that nothing was found has no reason. */
public sealed interface OutcomeReason {

    /** The patient's age exempts. */
    record Age() implements OutcomeReason {}

    /** A certificate exempts. */
    record Certificate() implements OutcomeReason {}

    /** There was nothing to check. */
    record NothingToCheck(NotChecked.Reason reason) implements OutcomeReason {}

    /** A source that the answer hangs on was silent, in this way. */
    record Silent(Undetermined.Source source, Silence silence) implements OutcomeReason {}

    /** Why that outcome came about. */
    static Optional<OutcomeReason> of(CheckOutcome outcome) {
        return outcome.map(
                found -> Optional.of(found.category() == ChargeExemption.AGE ? new Age() : new Certificate()),
                notFound -> Optional.empty(),
                notChecked -> Optional.of(new NothingToCheck(notChecked.reason())),
                undetermined -> Optional.of(new Silent(undetermined.source(), undetermined.silence())));
    }

    /** The reason of that word, or nothing when there is none. */
    static Optional<OutcomeReason> ofWord(String word) {
        return Optional.ofNullable(Vocabulary.BY_WORD.get(word));
    }

    /** The words of all reasons. */
    static Set<String> words() {
        return Vocabulary.BY_WORD.keySet();
    }

    /** How it is named. */
    default String word() {
        return map(
                age -> "AGE",
                certificate -> "CERTIFICATE",
                nothing -> nothing.reason().name(),
                silent -> silent.source().name() + "_" + silent.silence().name());
    }

    /** One answer for each case. */
    default <T> T map(
            Function<? super Age, ? extends T> age,
            Function<? super Certificate, ? extends T> certificate,
            Function<? super NothingToCheck, ? extends T> nothing,
            Function<? super Silent, ? extends T> silent) {
        if (this instanceof Age it) {
            return age.apply(it);
        }
        if (this instanceof Certificate it) {
            return certificate.apply(it);
        }
        if (this instanceof NothingToCheck it) {
            return nothing.apply(it);
        }
        return silent.apply((Silent) this);
    }

    /** Every reason that there can be. */
    final class Vocabulary {

        private static final Map<String, OutcomeReason> BY_WORD = Stream.of(
                        Stream.of(new Age(), new Certificate()),
                        Arrays.stream(NotChecked.Reason.values()).map(NothingToCheck::new),
                        Arrays.stream(Undetermined.Source.values()).flatMap(source -> Arrays.stream(Silence.values())
                                .map(silence -> new Silent(source, silence))))
                .flatMap(Function.<Stream<? extends OutcomeReason>>identity())
                .collect(Collectors.toMap(
                        OutcomeReason::word,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("one word for two reasons");
                        },
                        TreeMap::new));

        private Vocabulary() {}
    }
}
