package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.CallingApp;
import uk.nhs.rtec.domain.covid.ProofingLevel;

class CovidSettingsTest {

    private static final Map<String, String> ONE_APP = Map.of(
            "rtec.covid.apps", "an-app",
            "rtec.covid.app.an-app.use-case", "Shows patients their status",
            "rtec.covid.app.an-app.legal-basis", "Consent",
            "rtec.covid.app.an-app.access-modes", "application-restricted");

    @Test
    void byDefaultNobodyIsEnrolledAndNoIdTokensAreNeeded() {
        CovidSettings settings = settings(Map.of());

        assertThat(settings.apps()).isEmpty();
        assertThat(settings.idTokens()).isEmpty();
        assertThat(settings.verificationInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anAppIsEnrolledWithAllThatIsSaidOfItAndNeedsP9() {
        assertThat(settings(ONE_APP).apps())
                .containsExactly(new CallingApp(
                        new AppId("an-app"),
                        "Shows patients their status",
                        "Consent",
                        java.util.Set.of(AccessMode.APPLICATION_RESTRICTED),
                        ProofingLevel.P9));
    }

    @Test
    void anAppThatPatientsSignInToNeedsToKnowWhoseIdTokensSayWho() {
        Map<String, String> signedIn = with("access-modes", "application-restricted,user-restricted");

        assertThatThrownBy(settings(signedIn)::idTokens)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("rtec.covid.id-token.jwks-url");
    }

    @ParameterizedTest
    @CsvSource({"access-modes, everybody", "minimum-proofing-level, P7", "use-case, ' '", "legal-basis, ' '"})
    void whatIsWrongKeepsTheServiceFromStarting(String name, String value) {
        assertThatThrownBy(settings(with(name, value))::readAll).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aLowerLevelIsASettingOfOneApp() {
        assertThat(settings(with("minimum-proofing-level", "P5")).apps())
                .extracting(CallingApp::minimumLevel)
                .containsExactly(ProofingLevel.P5);
    }

    @Test
    void theDemoHasOneAppThatMayAskInBothWays() {
        DemoDefaults defaults = new DemoDefaults(true, 1_000, "data");
        Map<String, String> demo = new HashMap<>();
        defaults.getPropertyNames().forEach(name -> demo.put(name, String.valueOf(defaults.getValue(name))));

        assertThat(settings(demo).apps())
                .extracting(app -> app.id().value(), app -> app.accessModes().size(), CallingApp::minimumLevel)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("covid-demo-app", 2, ProofingLevel.P9));
        assertThat(settings(demo).idTokens().orElseThrow().jwksUrl())
                .hasToString("http://127.0.0.1:9090/spine-sandbox/jwks.json");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> set = new HashMap<>(ONE_APP);
        set.put("rtec.covid.app.an-app." + name, value);
        return set;
    }

    private static CovidSettings settings(Map<String, String> set) {
        return new CovidSettings(new SmallRyeConfigBuilder()
                .addPropertiesSources()
                .withSources(new PropertiesConfigSource(set, "set by the operator", 400))
                .build());
    }
}
