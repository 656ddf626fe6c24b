package uk.nhs.rtec.spine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates for one test, made by the JDK's own tool. */
public final class Certificates {

    /** Of every store. */
    public static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path all;

    /** Makes them in this folder: an authority, a stranger to it, and under the authority whoever is asked for. */
    public Certificates(Path folder) {
        this.folder = folder;
        all = folder.resolve("all.p12");
        make("authority", "CN=Test authority", List.of("-ext", "bc:critical=ca:true", "-validity", "30"));
        make("stranger", "CN=localhost", List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "30"));
    }

    /** One that is valid now, for this host. */
    public Certificates with(String alias, String host) {
        return signed(alias, host, "-validity", "30");
    }

    /** One that was valid a month ago. */
    public Certificates withExpired(String alias, String host) {
        return signed(alias, host, "-startdate", "-60d", "-validity", "30");
    }

    private Certificates signed(String alias, String host, String... validity) {
        List<String> options = new ArrayList<>(List.of("-signer", "authority", "-ext", "san=" + host));
        options.addAll(List.of(validity));
        make(alias, "CN=" + alias, options);
        return this;
    }

    /** A file that holds one of them with its key. */
    public Path keyStore(String alias) {
        return write(alias + "-key.p12", store -> {
            char[] password = PASSWORD.toCharArray();
            KeyStore made = load(all);
            Key key = made.getKey(alias, password);
            store.setKeyEntry(alias, key, password, made.getCertificateChain(alias));
        });
    }

    /** A file that holds one of them without its key. */
    public Path trustStore(String alias) {
        return write(alias + "-trust.p12", store -> {
            Certificate certificate = load(all).getCertificate(alias);
            store.setCertificateEntry(alias, certificate);
        });
    }

    /** What is in such a file. */
    public static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private Path write(String name, Filling filling) {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(String alias, String name, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                // Ten thousand rounds otherwise for each entry, whenever the store is read.
                "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
                "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
                "-J-Dkeystore.pkcs12.macIterationCount=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                name));
        command.addAll(options);
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
