package uk.nhs.rtec.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The system properties that the sandbox knows, each with what holds when it is not set.
 *
 * @param issuer of the tokens that the desk hands out: the sandbox's own address
 * @param clientCertificate a PEM file with the demo application's public key, read when a token is asked for
 * @param pdsBase the address that a search puts before the patients it finds; without one, the address that was called
 * @param publicUrl the address of the sandbox's root as its callers know it; without one, the address that was called
 * @param pdsOpen whether PDS also answers those who send no token, as the published sandbox does
 * @param nemsTokenTimes whether NEMS looks at the times in a caller's token
 * @param atRoot what is served at the bare root of the host as well
 */
public record Settings(
        String issuer,
        Path clientCertificate,
        Optional<String> pdsBase,
        Optional<String> publicUrl,
        boolean pdsOpen,
        boolean nemsTokenTimes,
        Optional<AtRoot> atRoot) {
    private static final int PORT = 8090;

    public static Settings of(Properties properties) {
        int port = PORT + Integer.parseInt(properties.getProperty("jboss.socket.binding.port-offset", "0"));
        return new Settings(
                properties.getProperty("rtec.sandbox.url", "http://127.0.0.1:" + port + "/spine-sandbox"),
                Optional.ofNullable(properties.getProperty("rtec.sandbox.client-certificate"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(
                                properties.getProperty("jboss.server.data.dir", "."), "demo", "spine-client.crt")),
                Optional.ofNullable(properties.getProperty("rtec.sandbox.pds-base")),
                Optional.ofNullable(properties.getProperty("rtec.sandbox.public-url")),
                isOpen(properties.getProperty("rtec.sandbox.pds-access", "token")),
                isStrict(properties.getProperty("rtec.sandbox.nems-token-times", "strict")),
                Optional.ofNullable(properties.getProperty("rtec.sandbox.at-root"))
                        .map(AtRoot::named));
    }

    private static boolean isStrict(String times) {
        return switch (times) {
            case "strict" -> true;
            case "ignored" -> false;
            default -> throw new IllegalArgumentException("rtec.sandbox.nems-token-times must be strict or ignored");
        };
    }

    private static boolean isOpen(String access) {
        return switch (access) {
            case "token" -> false;
            case "open" -> true;
            default -> throw new IllegalArgumentException("rtec.sandbox.pds-access must be token or open");
        };
    }
}
