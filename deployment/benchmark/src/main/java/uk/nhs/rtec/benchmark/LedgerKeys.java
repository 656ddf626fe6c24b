package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.WrappingKeys;

/** Keys for a ledger that holds nobody. */
final class LedgerKeys {

    private static final String ALIAS = "wrapping-1";
    private static final String PASSWORD = "secret";
    private static final int AES_256 = 32;

    private LedgerKeys() {}

    static WrappingKeys made() throws GeneralSecurityException, IOException {
        return of(random());
    }

    /** As they are in that file, which is made when it is not there. */
    static WrappingKeys keptIn(Path file) throws GeneralSecurityException, IOException {
        if (Files.notExists(file)) {
            Files.write(file, random());
        }
        return of(Files.readAllBytes(file));
    }

    private static byte[] random() {
        byte[] key = new byte[AES_256];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static WrappingKeys of(byte[] key) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setEntry(
                ALIAS,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
                new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        return WrappingKeys.of(keys, PASSWORD, ALIAS);
    }

    static CheckpointKeys signing() throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new CheckpointKeys(keys.getPrivate(), keys.getPublic());
    }
}
