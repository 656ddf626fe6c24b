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
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void anAppCanHaveAnAudienceOfItsOwnAndNeedsTheCommonOneOnlyWithoutIt() {
        Map<String, String> two = with("access-modes", "user-restricted");
        two.put("rtec.covid.apps", "an-app,another");
        two.put("rtec.covid.app.an-app.id-token-audience", "its-own");
        two.put("rtec.covid.app.another.use-case", "Shows it too");
        two.put("rtec.covid.app.another.legal-basis", "Consent");
        two.put("rtec.covid.app.another.access-modes", "user-restricted");
        two.put("rtec.covid.id-token.jwks-url", "https://login.example/jwks.json");
        two.put("rtec.covid.id-token.issuer", "https://login.example");

        assertThatThrownBy(settings(two)::idTokens)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("rtec.covid.id-token.audience");
        two.put("rtec.covid.id-token.audience", "common");
        assertThat(settings(two).idTokens().orElseThrow().audiences())
                .isEqualTo(Map.of(new AppId("an-app"), "its-own", new AppId("another"), "common"));
    }

    @Test
    void theExemptionsAreTheRegistersUnlessTheOperatorSaysOtherwise() {
        assertThat(settings(Map.of()).source()).isEqualTo(CovidSettings.Source.REGISTER);
        settings(Map.of()).readAll();

        Map<String, String> upstream =
                Map.of("rtec.covid.source", "upstream", "rtec.covid.url", "https://api.example/FHIR/R4");
        assertThat(settings(upstream).source()).isEqualTo(CovidSettings.Source.UPSTREAM);
        settings(upstream).readAll();
    }

    @Test
    void aSourceThatIsNoneIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(settings(Map.of("rtec.covid.source", "both"))::readAll)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rtec.covid.source must be one of [register, upstream], not both");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/FHIR/R4", "ftp://api.example/", "https:/FHIR"})
    void anUpstreamWithoutAUsableUrlKeepsTheServiceFromStarting(String url) {
        Map<String, String> upstream = new HashMap<>(Map.of("rtec.covid.source", "upstream"));
        if (!url.isEmpty()) {
            upstream.put("rtec.covid.url", url);
        }

        assertThatThrownBy(settings(upstream)::readAll)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rtec.covid.source=upstream needs rtec.covid.url, an absolute http or https URL");
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
        assertThat(demo)
                .containsEntry(
                        "rtec.covid.url", "http://127.0.0.1:9090/spine-sandbox/covid-medical-exemptions/FHIR/R4");
        assertThat(settings(demo).source()).isEqualTo(CovidSettings.Source.REGISTER);
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
