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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The Ed25519 key that signs the ledger's checkpoints, and the public keys with which everybody can verify them.
 *
 * @param verifying the public key of the one that signs
 * @param trusted every key that signed, one after the other: this one, and those before it
 */
public record CheckpointKeys(PrivateKey signing, PublicKey verifying, List<PublicKey> trusted) {

    private static final String ALGORITHM = "EdDSA";

    public CheckpointKeys {
        trusted = List.copyOf(trusted);
        if (!trusted.contains(verifying)) {
            throw new IllegalArgumentException("what is signed now must verify too");
        }
    }

    /** The first key of a ledger. */
    public CheckpointKeys(PrivateKey signing, PublicKey verifying) {
        this(signing, verifying, List.of(verifying));
    }

    /**
     * The pair of that name in a PKCS#12 file, and the certificate of every other Ed25519 key in it: those that signed before, with their private
     * keys or without.
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
                return new CheckpointKeys(signing, certificate.getPublicKey(), trusted(keys));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the ledger's key store cannot be read: " + file, e);
        }
        throw new IllegalStateException("the ledger's key store has no Ed25519 key " + alias);
    }

    private static List<PublicKey> trusted(KeyStore keys) throws GeneralSecurityException {
        List<PublicKey> trusted = new ArrayList<>();
        for (String alias : Collections.list(keys.aliases())) {
            Certificate certificate = keys.getCertificate(alias);
            if (certificate != null && certificate.getPublicKey().getAlgorithm().equals(ALGORITHM)) {
                trusted.add(certificate.getPublicKey());
            }
        }
        return trusted;
    }

    @Override
    public String toString() {
        return "CheckpointKeys[…]";
    }
}
