package uk.nhs.rtec.deployment.ledger;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;

/** The public key of a ledger in a PEM file, on its own or in the certificate that a key store gives away. */
final class PublicKeyFile {

    private static final String CERTIFICATE = "CERTIFICATE";

    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----\\s*");

    private PublicKeyFile() {}

    /** The keys of all these files: those that the ledger had, one after the other. */
    static List<PublicKey> all(List<Path> files) throws Unusable {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(read(file));
        }
        return keys;
    }

    static PublicKey read(Path file) throws Unusable {
        try {
            Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (pem.matches()) {
                byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
                return KeyFactory.getInstance("Ed25519")
                        .generatePublic(
                                new X509EncodedKeySpec(pem.group(1).equals(CERTIFICATE) ? keyIn(encoded) : encoded));
            }
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unusable(file + " holds a key, but none of Ed25519");
        }
        throw new Unusable(file + " is no public key in PEM, and no certificate");
    }

    private static byte[] keyIn(byte[] certificate) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate))
                .getPublicKey()
                .getEncoded();
    }
}
