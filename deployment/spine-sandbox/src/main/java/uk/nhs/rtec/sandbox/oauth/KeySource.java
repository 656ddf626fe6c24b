package uk.nhs.rtec.sandbox.oauth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Where an application's public key comes from, asked at each use. */
@FunctionalInterface
interface KeySource {
    RegisteredKey fetch();

    /** A PEM file with a certificate or a public key, which may be made after the sandbox has started. */
    static KeySource file(Path file) {
        return () -> {
            if (!Files.exists(file)) {
                return new RegisteredKey.Absent();
            }
            try {
                return parse(Files.readString(file, StandardCharsets.US_ASCII));
            } catch (IOException unreadable) {
                return new RegisteredKey.Unreachable();
            }
        };
    }

    static RegisteredKey parse(String pem) {
        try {
            return new RegisteredKey.Found(read(pem));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return new RegisteredKey.Unreachable();
        }
    }

    private static PublicKey read(String pem) throws GeneralSecurityException {
        if (pem.contains("-----BEGIN PUBLIC KEY-----")) {
            String encoded = pem.replaceAll("-----[A-Z ]+-----", "");
            return KeyFactory.getInstance("RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(encoded)));
        }
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .getPublicKey();
    }
}
