package uk.nhs.rtec.spine.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Gives every client the certificate that it shows and the authorities that it trusts, as the settings under its own name say: PKCS#12 files
 * {@code key-store} and {@code trust-store}, each with its {@code -password}; found by the client through its service file.
 */
public final class TlsIdentity implements RestClientListener {

    /** At the token service a JWT says who we are, and its key store is the one that signs it. */
    private static final String TOKEN_SERVICE = "rtec.oauth";

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        RegisterRestClient registered = api.getAnnotation(RegisterRestClient.class);
        if (registered != null) {
            Config config = ConfigProvider.getConfig();
            keys(config, registered.configKey()).ifPresent(keys -> builder.keyStore(keys.open(), keys.password()));
            trusted(config, registered.configKey()).ifPresent(trusted -> builder.trustStore(trusted.open()));
        }
    }

    /**
     * Opens every file that the settings name for this client, so that a wrong one shows at once.
     *
     * @throws IllegalStateException when one cannot be opened
     */
    public static void check(Config config, String client) {
        keys(config, client).ifPresent(File::open);
        trusted(config, client).ifPresent(File::open);
    }

    private static Optional<File> keys(Config config, String client) {
        return client.equals(TOKEN_SERVICE) ? Optional.empty() : file(config, client + ".key-store");
    }

    private static Optional<File> trusted(Config config, String client) {
        return file(config, client + ".trust-store");
    }

    private static Optional<File> file(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .map(path -> new File(Path.of(path), config.getValue(name + "-password", String.class)));
    }

    private record File(Path path, String password) {

        KeyStore open() {
            try (InputStream in = Files.newInputStream(path)) {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(in, password.toCharArray());
                return keys;
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("cannot open the key store " + path, e);
            }
        }

        @Override
        public String toString() {
            return "File[" + path + ", …]";
        }
    }
}
