package uk.nhs.rtec.spine.access;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** A key pair of the tests, made once. */
public final class TestKeys {

    private static final KeyPair RSA = generate();

    private TestKeys() {}

    /** The pair. */
    public static KeyPair rsa() {
        return RSA;
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
