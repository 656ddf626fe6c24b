package uk.nhs.rtec.spine.wire;

import java.net.URI;
import java.security.GeneralSecurityException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.AuthenticationContextConfigurationClient;

/**
 * Gives every client the certificate that it shows and the authorities that it trusts, as the server keeps them for a client of its name;
 * found by the client through its service file.
 */
public final class TlsIdentity implements RestClientListener {

    /** Whose names of clients they are, where the server's rules speak of one. */
    public static final String AUTHORITY = "uk.nhs.rtec";

    /** The rules are for clients by name, since the same client has another host in another installation. */
    private static final URI ANY_HOST = URI.create("https:/");

    private static final AuthenticationContextConfigurationClient SERVER =
            AuthenticationContextConfigurationClient.ACTION.run();

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        RegisterRestClient registered = api.getAnnotation(RegisterRestClient.class);
        if (registered != null) {
            try {
                builder.sslContext(SERVER.getSSLContext(
                        ANY_HOST, AuthenticationContext.captureCurrent(), registered.configKey(), AUTHORITY));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the server has no TLS for " + registered.configKey(), e);
            }
        }
    }
}
