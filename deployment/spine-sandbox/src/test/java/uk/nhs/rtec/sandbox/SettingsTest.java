package uk.nhs.rtec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Properties properties = new Properties();

    @Test
    void theDefaultsAreTheDemos() {
        properties.setProperty("jboss.server.data.dir", "/srv/data");

        assertThat(Settings.of(properties))
                .isEqualTo(new Settings(
                        "http://127.0.0.1:8090/spine-sandbox",
                        Path.of("/srv/data/demo/spine-client.crt"),
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

        assertThat(Settings.of(properties))
                .isEqualTo(new Settings(
                        "https://sandbox.example",
                        Path.of("/etc/client.pem"),
                        Optional.of("https://pds.example/FHIR/R4")));
    }
}
