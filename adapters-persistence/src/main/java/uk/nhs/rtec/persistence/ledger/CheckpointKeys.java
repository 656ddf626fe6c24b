package uk.nhs.rtec.persistence.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;

/** The Ed25519 key that signs the ledger's checkpoints, and the public key with which everybody can verify them. */
public record CheckpointKeys(PrivateKey signing, PublicKey verifying) {

    private static final String ALGORITHM = "EdDSA";

    /**
     * The pair of that name in a PKCS#12 file.
     *
     * @throws IllegalStateException when the file cannot be read, or has no such key
     */
    public static CheckpointKeys load(Path file, String password, String alias) {
        try (InputStream stored = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, password.toCharArray());
            Certificate certificate = keys.getCertificate(alias);
            if (keys.getKey(alias, password.toCharArray()) instanceof PrivateKey signing
                    && signing.getAlgorithm().equals(ALGORITHM)
                    && certificate != null) {
                return new CheckpointKeys(signing, certificate.getPublicKey());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the ledger's key store cannot be read: " + file, e);
        }
        throw new IllegalStateException("the ledger's key store has no Ed25519 key " + alias);
    }

    @Override
    public String toString() {
        return "CheckpointKeys[…]";
    }
}
