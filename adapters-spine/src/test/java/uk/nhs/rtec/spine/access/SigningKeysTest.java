package uk.nhs.rtec.spine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeysTest {

    private static SigningKeys keys = new SigningKeys(Path.of("none.p12"));

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        "key-1",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=test",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "a-password",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        keys = new SigningKeys(file);
    }

    @Test
    void theKeyUnderItsAliasIsRead() {
        PrivateKey key = keys.privateKey("key-1", "a-password");

        assertThat(key.getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void anotherAliasIsRefused() {
        assertThatThrownBy(() -> keys.privateKey("key-2", "a-password")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWrongPasswordIsRefusedAndNotPrinted() {
        assertThatThrownBy(() -> keys.privateKey("key-1", "a-wrong-one"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("a-wrong-one");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> new SigningKeys(Path.of("none.p12")).privateKey("key-1", "a-password"))
                .isInstanceOf(IllegalStateException.class);
    }
}
