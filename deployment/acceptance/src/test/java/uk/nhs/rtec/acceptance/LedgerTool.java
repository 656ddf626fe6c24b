package uk.nhs.rtec.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;

/** The tool that verifies the ledger, as whoever has its public key and nothing else runs it. */
final class LedgerTool {

    private final Path folder;
    private final Path key;

    LedgerTool(Rtec rtec, Path folder) {
        this.folder = folder;
        try (InputStream certificate = Files.newInputStream(rtec.demoFile("ledger-checkpoint.pem"))) {
            byte[] publicKey = CertificateFactory.getInstance("X.509")
                    .generateCertificate(certificate)
                    .getPublicKey()
                    .getEncoded();
            key = Files.writeString(
                    folder.resolve("ledger.pem"),
                    "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(publicKey)
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException("the demo's certificate cannot be read", e);
        }
    }

    /** What an auditor is given for a check, once that is joined to the log and signed. */
    static String evidence(Rtec rtec, String check) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> rtec.get(rtec.http("/audit/v1/checks/" + check + "/evidence"), rtec.token("auditor")),
                        (HttpResponse<String> answer) -> answer.statusCode() == 200)
                .body();
    }

    /** What the tool says of it. */
    String verify(String evidence) {
        try {
            Path file = Files.writeString(folder.resolve("evidence.json"), evidence);
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            System.getProperty("acceptance.ledger.tool"),
                            "verify",
                            "evidence",
                            file.toString(),
                            "--key",
                            key.toString())
                    .redirectErrorStream(true)
                    .start();
            try (InputStream said = tool.getInputStream()) {
                return new String(said.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
