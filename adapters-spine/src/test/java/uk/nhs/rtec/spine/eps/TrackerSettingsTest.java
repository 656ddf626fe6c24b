package uk.nhs.rtec.spine.eps;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.requester.Asid;

final class TrackerSettingsTest {

    private static final Asid OURS = new Asid("200000002001");

    @Test
    void aRoleProfileHasTwelveDigits() {
        assertThatCode(() -> new TrackerSettings(OURS, "200000002002")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20000000200", "2000000020022", "20000000200A", "٢٠٠٠٠٠٠٠٢٠٠٢"})
    void whatTheTrackerWouldRefuseIsRefusedAtStart(String roleProfile) {
        assertThatThrownBy(() -> new TrackerSettings(OURS, roleProfile)).isInstanceOf(IllegalArgumentException.class);
    }
}
