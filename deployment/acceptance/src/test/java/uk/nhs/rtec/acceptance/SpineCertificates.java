package uk.nhs.rtec.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Callers of the sandbox's mutual TLS, with the certificates that its own authority signs for them, and with others. */
final class SpineCertificates {
    private static final char[] PASSWORD = "rtec-demo".toCharArray();
    private static final String ALIAS = "tls";

    private final Path demoKeys;
    private final Path folder;

    /** Those of the authority beside the demo's keys; new ones are made in the folder. */
    SpineCertificates(Path demoKeys, Path folder) {
        this.demoKeys = demoKeys;
        this.folder = folder;
    }

    SSLContext ours() {
        return context(demoKeys.resolve("spine-tls.p12"));
    }

    /** Of a caller who has no certificate to show. */
    SSLContext none() {
        return context(new KeyManager[0]);
    }

    /** Signed by the sandbox's authority, and good from now on. */
    SSLContext signed(String name) {
        return context(made(name, "ca"));
    }

    /** Signed by the sandbox's authority, and good until yesterday. */
    SSLContext expired(String name) {
        return context(made(name, "ca", "-startdate", "-10d", "-validity", "9"));
    }

    /** Signed by nobody the sandbox knows, under the right name. */
    SSLContext selfSigned(String name) {
        return context(made(name, ALIAS));
    }

    private Path made(String name, String signer, String... more) {
        Path store = folder.resolve(name.replaceAll("[^a-z]", "") + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                name,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                String.valueOf(PASSWORD)));
        command.addAll(Arrays.asList(more));
        try {
            if (!signer.equals(ALIAS)) {
                Files.copy(demoKeys.resolve("spine-ca.p12"), store);
                command.addAll(List.of("-signer", signer));
            }
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("keytool ended with " + exit);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a certificate was made", e);
        }
    }

    private SSLContext context(Path store) {
        KeyStore keys = load(store);
        try {
            X509Certificate[] chain = Arrays.stream(keys.getCertificateChain(ALIAS))
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            return context(new KeyManager[] {new Insistent((PrivateKey) keys.getKey(ALIAS, PASSWORD), chain)});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key in " + store, e);
        }
    }

    private SSLContext context(KeyManager[] keys) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(demoKeys.resolve("spine-trust.p12")));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    private static KeyStore load(Path store) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read " + store, e);
        }
    }

    /** Shows its one certificate whatever the server says it would trust: the JDK's own would keep an untrusted one back. */
    private static final class Insistent extends X509ExtendedKeyManager {
        private final PrivateKey key;
        private final X509Certificate[] chain;

        Insistent(PrivateKey key, X509Certificate[] chain) {
            this.key = key;
            this.chain = chain;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("a caller, not a server");
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            throw new UnsupportedOperationException("a caller, not a server");
        }
    }
}
