package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.spine.nems.NemsSettings;

class EventSettingsTest {

    private static final Map<String, String> ON = Map.ofEntries(
            Map.entry("rtec.events.legal-basis", "Direct care, decided 2026-03-01"),
            Map.entry("rtec.nems.url", "https://nems.example"),
            Map.entry("rtec.nems.asid", "200000001450"),
            Map.entry("rtec.nems.organisation", "T1450"),
            Map.entry("rtec.nems.issuer", "https://rtec.example"),
            Map.entry("rtec.mesh.url", "https://mesh.example"),
            Map.entry("rtec.mesh.mailbox", "T1450OT001"),
            Map.entry("rtec.mesh.password", "a-password"),
            Map.entry("rtec.mesh.shared-key", "a-key"));

    @Test
    void nobodyIsFollowedUntilTheOperatorSaysByWhatRight() {
        EventSettings settings = settings(Map.of());

        assertThat(settings.areOn()).isFalse();
        assertThatCode(settings::readAll).doesNotThrowAnyException();
        assertThat(settings(Map.of("rtec.events.legal-basis", "  ")).areOn()).isFalse();
    }

    @Test
    void theUsualPaceLeavesMostOfPdsToChecks() {
        assertThat(settings(Map.of()).interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings(Map.of()).inARound()).isEqualTo(20);
    }

    @Test
    void whoeverIsFollowedIsFollowedByOneSubscriptionEach() {
        EventSettings settings = settings(ON);

        settings.readAll();

        assertThat(settings.legalBasis()).contains("Direct care, decided 2026-03-01");
        assertThat(settings.nems().mode()).isEqualTo(NemsSettings.Mode.EXPLICIT);
        assertThat(settings.mesh().mailbox()).isEqualTo("T1450OT001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtec.nems.url",
                "rtec.nems.asid",
                "rtec.nems.organisation",
                "rtec.nems.issuer",
                "rtec.mesh.url",
                "rtec.mesh.mailbox",
                "rtec.mesh.password",
                "rtec.mesh.shared-key"
            })
    void withALegalBasisEverythingElseMustBeThere(String missing) {
        Map<String, String> others = new HashMap<>(ON);
        others.remove(missing);

        assertThatIllegalArgumentException()
                .isThrownBy(settings(others)::readAll)
                .withMessageContaining(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "rtec.events.interval, PT0S",
        "rtec.events.interval, PT-1S",
        "rtec.events.rate, 0",
        "rtec.events.rate, -1",
        "rtec.nems.url, nems.example",
        "rtec.nems.url, ftp://nems.example",
        "rtec.mesh.url, http:",
        "rtec.nems.mode, both",
    })
    void whatIsWrongKeepsTheServiceFromStarting(String name, String value) {
        Map<String, String> wrong = new HashMap<>(ON);
        wrong.put(name, value);

        assertThatIllegalArgumentException()
                .isThrownBy(settings(wrong)::readAll)
                .withMessageContaining(name);
    }

    private static EventSettings settings(Map<String, String> values) {
        return new EventSettings(new SmallRyeConfigBuilder()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(values, "test", 1_000))
                .build());
    }
}
