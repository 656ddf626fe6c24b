package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.ExportTerms;
import uk.nhs.rtec.domain.check.CheckRules;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.spine.pds.TraceMemory;

class SettingsTest {

    @Test
    void theDefaultsAreTheseAndAChangeOfOneIsAChangeOfTheService() {
        Settings settings = new Settings(config(Map.of()));

        assertThat(settings.checkPolicy().deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.checkPolicy().forUpstreams()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(settings.checkPolicy().rules())
                .isEqualTo(new CheckRules(DisclosurePolicy.PUBLISHED, PrescriptionCheckPolicy.ADVISORY));
        assertThat(settings.pdsRate()).isEqualTo(5);
        assertThat(settings.pdsMemory()).isEqualTo(new TraceMemory(Duration.ZERO));
        assertThat(settings.databaseUser()).isEqualTo("sa");
        assertThat(settings.databasePassword()).isEqualTo("sa");
        assertThat(settings.sequencingInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.isDemo()).isFalse();
        assertThat(settings.longestImport()).isEqualTo(2_147_483_648L);
        assertThat(settings.exports()).isEqualTo(new ExportTerms(10_000, Duration.ofMinutes(1), Duration.ofDays(7)));
    }

    @ParameterizedTest
    @CsvSource({
        "rtec.audit.export-limit, -1",
        "rtec.audit.export-limit, 10001",
        "rtec.audit.export-limit, many",
        "rtec.audit.export-settling, PT9S",
        "rtec.audit.export-settling, 60",
        "rtec.audit.export-lifetime, PT0S",
        "rtec.audit.export-lifetime, 7"
    })
    void termsOfExportsThatCannotBeAreRefused(String name, String value) {
        Settings settings = new Settings(config(Map.of(name, value)));

        assertThatThrownBy(settings::exports).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2 GB"})
    void aLongestImportThatIsNoNumberOfBytesIsRefused(String size) {
        Settings settings = new Settings(config(Map.of("rtec.import.max-size", size)));

        assertThatThrownBy(settings::longestImport).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"published, PUBLISHED", "current, CURRENT", "generic, GENERIC", "categorised, CATEGORISED"})
    void disclosureIsChosenByItsDocumentedWord(String word, DisclosurePolicy policy) {
        Settings settings = new Settings(config(Map.of("rtec.disclosure", word)));

        assertThat(settings.checkPolicy().rules().disclosure()).isEqualTo(policy);
    }

    @Test
    void aWordThatIsNoChoiceIsRefusedWithTheChoices() {
        Settings settings = new Settings(config(Map.of("rtec.prescription-check", "optional")));

        assertThatThrownBy(settings::checkPolicy)
                .hasMessage("rtec.prescription-check must be one of [advisory, required], not optional");
    }

    @Test
    void aDeadlineTooShortForAnyCheckIsRefused() {
        Settings settings = new Settings(config(Map.of("rtec.check.deadline", "PT0.1S")));

        assertThatThrownBy(settings::checkPolicy).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rtec.pds.cache, PT301S",
        "rtec.pds.cache, PT-1S",
        "rtec.pds.cache, 300",
        "rtec.pds.rate, -1",
        "rtec.pds.rate, five"
    })
    void aRateOrACacheThatCannotBeIsRefused(String name, String value) {
        Settings settings = new Settings(config(Map.of(name, value)));

        assertThatThrownBy(() -> {
                    settings.pdsRate();
                    settings.pdsMemory();
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtec.token.jwks-url",
                "rtec.token.issuer",
                "rtec.token.audience",
                "rtec.oauth.url",
                "rtec.oauth.api-key",
                "rtec.oauth.key-id",
                "rtec.oauth.key-store",
                "rtec.oauth.key-store-password",
                "rtec.node",
                "rtec.ledger.origin",
                "rtec.ledger.key-store",
                "rtec.ledger.key-store-password",
                "rtec.eps.asid",
                "rtec.eps.role-profile"
            })
    void aServerThatIsNoDemoHasNoDefaultForWhatOnlyItsOperatorKnows(String name) {
        SmallRyeConfig config = config(Map.of());

        assertThatThrownBy(() -> config.getValue(name, String.class))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtec.eps.key-store", "rtec.eps.trust-store"})
    void aFileThatTheServerIsToOpenMustBeThere(String name, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("tls.p12");
        Settings settings = new Settings(config(Map.of(name, file.toString())));

        assertThatThrownBy(settings::filesOfTheServer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " names a file that cannot be read: " + file);

        Files.createFile(file);
        settings.filesOfTheServer();
        new Settings(config(Map.of())).filesOfTheServer();
    }

    @Test
    void aDemoFindsItsSandboxWhereverItsPortsAreMovedTo() {
        DemoDefaults defaults = new DemoDefaults(true, 1_000, "data");

        assertThat(defaults.getValue("rtec.pds.url"))
                .isEqualTo("http://127.0.0.1:9090/spine-sandbox/personal-demographics/FHIR/R4");
        assertThat(defaults.getValue("rtec.token.issuer")).isEqualTo("http://127.0.0.1:9090/spine-sandbox");
        assertThat(defaults.getValue("rtec.pds.rate")).isEqualTo("0");
        assertThat(defaults.getValue("rtec.oauth.key-store")).isEqualTo("data/demo/spine-client.p12");
        assertThat(defaults.getValue("rtec.ledger.key-store")).isEqualTo("data/demo/ledger.p12");
        assertThat(new DemoDefaults(false, 0, "data").getPropertyNames()).isEmpty();
    }

    private static SmallRyeConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .addPropertiesSources()
                .withSources(new PropertiesConfigSource(set, "set by the operator", 400))
                .build();
    }
}
