package uk.nhs.rtec.deployment.ledger;

import java.nio.file.Path;
import java.util.function.Supplier;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.WrappingKeys;

/** The ledger's key store, named in the environment as the server's settings name it. */
final class KeyStoreSettings {

    static final String FILE = "RTEC_LEDGER_KEY_STORE";
    static final String PASSWORD = "RTEC_LEDGER_KEY_STORE_PASSWORD";
    static final String NEEDED = FILE + " and " + PASSWORD;

    private final Surroundings surroundings;

    KeyStoreSettings(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The wrapping keys, with that one as current. */
    WrappingKeys wrapping(String alias) throws Unusable {
        Path file = file();
        String password = password();
        return opened(() -> WrappingKeys.load(file, password, alias), "an AES-256 key " + alias);
    }

    /** The key that signs checkpoints. */
    CheckpointKeys checkpoint() throws Unusable {
        String alias = surroundings.variable("RTEC_LEDGER_CHECKPOINT_KEY").orElse("ledger-checkpoint-1");
        Path file = file();
        String password = password();
        return opened(() -> CheckpointKeys.load(file, password, alias), "an Ed25519 key " + alias);
    }

    private Path file() throws Unusable {
        return Path.of(surroundings
                .variable(FILE)
                .orElseThrow(
                        () -> new Unusable("the ledger's key store is needed: the environment must have " + NEEDED)));
    }

    private String password() throws Unusable {
        return surroundings.variable(PASSWORD).orElseThrow(() -> new Unusable("the environment has no " + PASSWORD));
    }

    private static <T> T opened(Supplier<T> keys, String what) throws Unusable {
        try {
            return keys.get();
        } catch (IllegalStateException e) {
            // Without its cause: nobody knows what the message of a key store has in it.
            throw new Unusable("the ledger's key store cannot be read, or has not " + what);
        }
    }
}
