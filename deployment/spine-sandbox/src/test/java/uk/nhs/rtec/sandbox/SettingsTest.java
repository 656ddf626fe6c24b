package uk.nhs.rtec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.sandbox.fault.Upstream;

class SettingsTest {
    private final Properties properties = new Properties();

    @Test
    void theDefaultsAreTheDemos() {
        properties.setProperty("jboss.server.data.dir", "/srv/data");

        assertThat(Settings.of(properties))
                .isEqualTo(new Settings(
                        "http://127.0.0.1:8090/spine-sandbox",
                        Path.of("/srv/data/demo/spine-client.crt"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true,
                        Optional.empty()));
    }

    @Test
    void theAddressMovesWithThePorts() {
        properties.setProperty("jboss.socket.binding.port-offset", "1000");

        assertThat(Settings.of(properties).issuer()).isEqualTo("http://127.0.0.1:9090/spine-sandbox");
    }

    @Test
    void everythingCanBeSaidOtherwise() {
        properties.setProperty("rtec.sandbox.url", "https://sandbox.example");
        properties.setProperty("rtec.sandbox.client-certificate", "/etc/client.pem");
        properties.setProperty("rtec.sandbox.pds-base", "https://pds.example/FHIR/R4");
        properties.setProperty("rtec.sandbox.public-url", "https://proxy.example");
        properties.setProperty("rtec.sandbox.pds-access", "open");
        properties.setProperty("rtec.sandbox.nems-token-times", "ignored");
        properties.setProperty("rtec.sandbox.at-root", "pds");

        assertThat(Settings.of(properties))
                .isEqualTo(new Settings(
                        "https://sandbox.example",
                        Path.of("/etc/client.pem"),
                        Optional.of("https://pds.example/FHIR/R4"),
                        Optional.of("https://proxy.example"),
                        true,
                        false,
                        Optional.of(new AtRoot(Optional.of(Upstream.PDS)))));
    }

    @Test
    void whatIsServedAtTheRootIsEverythingOrOneService() {
        properties.setProperty("rtec.sandbox.at-root", "everything");
        assertThat(Settings.of(properties).atRoot()).contains(new AtRoot(Optional.empty()));

        properties.setProperty("rtec.sandbox.pds-access", "closed");
        assertThatThrownBy(() -> Settings.of(properties)).hasMessageContaining("token or open");
        properties.remove("rtec.sandbox.pds-access");
        properties.setProperty("rtec.sandbox.nems-token-times", "lax");
        assertThatThrownBy(() -> Settings.of(properties)).hasMessageContaining("strict or ignored");
        properties.remove("rtec.sandbox.nems-token-times");
        properties.setProperty("rtec.sandbox.at-root", "PDS");
        assertThatThrownBy(() -> Settings.of(properties)).hasMessageContaining("everything or one of pds, oauth");
    }
}
