package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.check.CheckRules;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;

final class CheckPolicyTest {

    private static final CheckRules RULES =
            new CheckRules(DisclosurePolicy.PUBLISHED, PrescriptionCheckPolicy.ADVISORY);

    @ParameterizedTest(name = "of {0}, {1} are for the upstreams and {2} for every source ({3})")
    @CsvSource({
        "PT2S,   PT1.5S,   PT1.75S,   the default",
        "PT0.5S, PT0.375S, PT0.4375S, the shortest",
        "PT10M,  PT7M30S,  PT8M45S,   a long one"
    })
    void theDeadlineIsShared(Duration deadline, Duration upstreams, Duration sources, String remark) {
        CheckPolicy policy = new CheckPolicy(deadline, RULES);

        assertThat(policy.forUpstreams()).as(remark).isEqualTo(upstreams);
        assertThat(policy.forEverySource()).as(remark).isEqualTo(sources);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.499S", "PT0S", "PT-2S"})
    void aCheckNeedsHalfASecond(Duration deadline) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckPolicy(deadline, RULES));
    }
}
