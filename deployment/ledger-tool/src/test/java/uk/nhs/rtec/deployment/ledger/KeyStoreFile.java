package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.WrappingKeys;

/** A key store as the README has it made, by the JDK's own tool. */
record KeyStoreFile(Path file) {

    static final String PASSWORD = "it's-secret";
    static final String FIRST = "ledger-wrapping-1";
    static final String FIRST_SIGNING = "ledger-checkpoint-1";
    static final String SECOND_SIGNING = "ledger-checkpoint-2";
    static final String SECOND = "ledger-wrapping-2";

    /** The one in this folder, there or not. */
    static KeyStoreFile in(Path folder) {
        return new KeyStoreFile(folder.resolve("ledger.p12"));
    }

    static KeyStoreFile make(Path folder) {
        KeyStoreFile made = in(folder);
        made.keytool("-genseckey", "-alias", FIRST, "-keyalg", "AES", "-keysize", "256");
        made.addCheckpointKey(FIRST_SIGNING);
        return made;
    }

    /** The same in another folder, to be changed there. */
    KeyStoreFile copiedTo(Path folder) throws IOException {
        return new KeyStoreFile(Files.copy(file, folder.resolve("copy.p12")));
    }

    void addCheckpointKey(String alias) {
        keytool("-genkeypair", "-alias", alias, "-keyalg", "Ed25519", "-validity", "36500", "-dname", "CN=RTEC ledger");
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
        return checkpoint(FIRST_SIGNING);
    }

    CheckpointKeys checkpoint(String alias) {
        return CheckpointKeys.load(file, PASSWORD, alias);
    }

    /** What a key store gives away of the key that signs. */
    Path certificate(Path folder) {
        Path certificate = folder.resolve("certificate.pem");
        keytool("-exportcert", "-rfc", "-alias", FIRST_SIGNING, "-file", certificate.toString());
        return certificate;
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
