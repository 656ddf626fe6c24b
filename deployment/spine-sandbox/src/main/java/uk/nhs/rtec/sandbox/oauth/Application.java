package uk.nhs.rtec.sandbox.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Set;

/**
 * An application registered with the API platform.
 *
 * @param certificate a PEM file with the public key, read at each use: it may be made after the sandbox has started
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
        try (InputStream pem = Files.newInputStream(certificate)) {
            return new RegisteredKey.Found(CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey());
        } catch (IOException | CertificateException unreadable) {
            return new RegisteredKey.Unreachable();
        }
    }
}
