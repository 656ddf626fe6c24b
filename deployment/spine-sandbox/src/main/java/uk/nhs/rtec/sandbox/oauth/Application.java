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
import java.util.Set;

/**
 * An application registered with the API platform.
 *
 * @param certificate a PEM file with a certificate or a public key, read at each use: it may be made after the sandbox has started
 */
public record Application(String apiKey, String name, String keyId, Path certificate, Set<String> scopes) {

    /** The demo's own application: everything the exemption service needs, and nothing else. */
    public static Application demo(Path certificate) {
        return new Application(
                "rtec-demo",
                "Real Time Exemption Checking (demo)",
                "rtec-demo-1",
                certificate,
                Set.of(
                        "urn:nhsd:apim:app:level3:personal-demographics-service",
                        "urn:nhsd:apim:user-nhs-login:P9:personal-demographics-service",
                        "urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions",
                        "urn:nhsd:apim:app:level3:covid-medical-exemptions"));
    }

    RegisteredKey publicKey() {
        if (!Files.exists(certificate)) {
            return new RegisteredKey.Absent();
        }
        try {
            return new RegisteredKey.Found(read(Files.readString(certificate, StandardCharsets.US_ASCII)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
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
