package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.WrappingKeys;

/** A key store as the README has it made, by the JDK's own tool. */
record KeyStoreFile(Path file) {

    static final String PASSWORD = "it's-secret";
    static final String FIRST = "ledger-wrapping-1";
    static final String SECOND = "ledger-wrapping-2";

    /** The one in this folder, there or not. */
    static KeyStoreFile in(Path folder) {
        return new KeyStoreFile(folder.resolve("ledger.p12"));
    }

    static KeyStoreFile make(Path folder) {
        KeyStoreFile made = in(folder);
        made.keytool("-genseckey", "-alias", FIRST, "-keyalg", "AES", "-keysize", "256");
        made.keytool(
                "-genkeypair",
                "-alias",
                "ledger-checkpoint-1",
                "-keyalg",
                "Ed25519",
                "-validity",
                "36500",
                "-dname",
                "CN=RTEC ledger");
        return made;
    }

    void addSecond() {
        keytool("-genseckey", "-alias", SECOND, "-keyalg", "AES", "-keysize", "256");
    }

    void removeFirst() {
        keytool("-delete", "-alias", FIRST);
    }

    WrappingKeys wrapping(String alias) {
        return WrappingKeys.load(file, PASSWORD, alias);
    }

    CheckpointKeys checkpoint() {
        return CheckpointKeys.load(file, PASSWORD, "ledger-checkpoint-1");
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
