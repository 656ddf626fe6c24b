package uk.nhs.rtec.spine.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;

/** A PKCS#12 key store that holds the keys we sign with. */
public record SigningKeys(Path file) {

    /**
     * The private key under this alias.
     *
     * @throws IllegalStateException when the file cannot be opened or holds no such key
     */
    public PrivateKey privateKey(String alias, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            if (keys.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                return key;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot open the key store " + file, e);
        }
        throw new IllegalStateException("no private key called " + alias + " in " + file);
    }
}
