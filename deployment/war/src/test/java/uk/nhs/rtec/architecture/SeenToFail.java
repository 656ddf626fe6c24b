package uk.nhs.rtec.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Applies a rule to the house, after it has been seen to fail on the ruin: a rule that cannot fail guards nothing. */
final class SeenToFail {

    private final List<String> breakers;

    private SeenToFail(List<String> breakers) {
        this.breakers = breakers;
    }

    /** The classes of the ruin that break the rule: all of these, and no others. */
    static SeenToFail on(Class<?> breaker, Class<?>... others) {
        return new SeenToFail(Stream.concat(Stream.of(breaker), Arrays.stream(others))
                .map(Class::getName)
                .toList());
    }

    /** The rule reports each breaker, nothing besides, and nothing at all in the house that is delivered. */
    void andHolds(Function<House, ArchRule> rule) {
        EvaluationResult seen = rule.apply(House.RUIN).evaluate(House.RUIN.classes());
        List<String> reported = seen.getFailureReport().getDetails();
        assertThat(breakers).allSatisfy(breaker -> assertThat(reported)
                .as("the rule must report %s", breaker)
                .anyMatch(violation -> violation.contains(breaker)));
        assertThat(reported).as("the rule must report nothing but %s", breakers).allMatch(violation -> breakers.stream()
                .anyMatch(violation::contains));
        rule.apply(House.RTEC).check(House.RTEC.classes());
    }
}
