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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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
        return said("evidence", file("evidence.json", evidence));
    }

    /** What the tool says of two checkpoints, and the proof that one extends the other. */
    String verifyExtension(String older, String newer, String proof) {
        return said("extension", file("older.txt", older), file("newer.txt", newer), file("proof.txt", proof));
    }

    private String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said(String what, String... files) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("acceptance.ledger.tool"),
                "verify",
                what));
        command.addAll(List.of(files));
        command.addAll(List.of("--key", key.toString()));
        try {
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream said = tool.getInputStream()) {
                return new String(said.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
