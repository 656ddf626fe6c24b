package uk.nhs.rtec.sandbox;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;
import uk.nhs.rtec.sandbox.tokens.SigningKeys;

/** A whole sandbox at a time of the test's choosing, and the demo application that calls it. */
public final class SandboxUnderTest {
    public static final Instant START = Instant.parse("2026-11-21T10:15:30Z");

    private static final KeyPair CLIENT_KEYS = keys();
    // Making keys takes longer than everything else a test does.
    private static final SigningKeys DESK_KEYS = new SigningKeys();

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Sandbox sandbox;

    public SandboxUnderTest(Path folder) {
        this(folder, Optional.empty(), Optional.empty());
    }

    /** One whose NEMS does not look at the times in a token. */
    public static SandboxUnderTest withoutTokenTimes(Path folder) {
        return new SandboxUnderTest(folder, Optional.empty(), false, Optional.empty());
    }

    /** One that callers know by an address of its own, or that serves something at the root. */
    SandboxUnderTest(Path folder, Optional<String> publicUrl, Optional<AtRoot> atRoot) {
        this(folder, publicUrl, true, atRoot);
    }

    private SandboxUnderTest(Path folder, Optional<String> publicUrl, boolean nemsTokenTimes, Optional<AtRoot> atRoot) {
        this.sandbox = new Sandbox(
                new Settings(
                        Asking.ROOT,
                        publicKey(folder, CLIENT_KEYS),
                        Optional.empty(),
                        publicUrl,
                        false,
                        nemsTokenTimes,
                        atRoot),
                DESK_KEYS,
                clock(),
                () -> 0.5);
    }

    private InstantSource clock() {
        return now::get;
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public Answer ask(Asking asking) {
        return sandbox.serve(asking.request());
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** A new access token for the demo application. */
    public String accessToken() {
        return accessToken("rtec-demo", "grant_type=client_credentials");
    }

    /** A new access token for the demo application, on behalf of the person whose ID token the desk hands out for the form. */
    public String accessTokenFor(String deskForm) {
        return exchanged(handedOut(deskForm));
    }

    /** What the desk hands out for the form. */
    public String handedOut(String deskForm) {
        return member(ask(Asking.post("/tokens", deskForm)), "access_token");
    }

    /** A new access token for the demo application, on behalf of the person whose ID token this is. */
    public String exchanged(String idToken) {
        return accessToken(
                "rtec-demo",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                        + "&subject_token_type=urn:ietf:params:oauth:token-type:id_token&subject_token=" + idToken);
    }

    /** Registers an application that uses the demo's key, with this one scope. */
    public void registerOtherApplication(String scope) {
        JsonObject application = JsonText.object()
                .add("keyId", "rtec-demo-1")
                .add("publicKey", pem(CLIENT_KEYS))
                .add("scopes", JsonText.array().add(scope))
                .build();
        ask(Asking.put("/_control/applications/other", application.toString()));
    }

    public String accessTokenOfOtherApplication() {
        return accessToken("other", "grant_type=client_credentials");
    }

    /** Registers an application that uses the demo's key for PDS, and is known to Spine as far as is said. */
    public String accessTokenOfApplication(String spineAccess) {
        JsonObject application = JsonText.object()
                .add("keyId", "rtec-demo-1")
                .add("publicKey", pem(CLIENT_KEYS))
                .add("scopes", JsonText.array().add("urn:nhsd:apim:app:level3:personal-demographics-service"))
                .add("spineAccess", spineAccess)
                .build();
        ask(Asking.put("/_control/applications/other", application.toString()));
        return accessTokenOfOtherApplication();
    }

    private String accessToken(String apiKey, String form) {
        JsonObject claims = JsonText.object()
                .add("iss", apiKey)
                .add("sub", apiKey)
                .add("aud", Asking.ROOT + "/oauth2/token")
                .add("jti", UUID.randomUUID().toString())
                .add("exp", now.get().getEpochSecond() + 300)
                .build();
        JsonObject header = JsonText.object()
                .add("alg", "RS512")
                .add("typ", "JWT")
                .add("kid", "rtec-demo-1")
                .build();
        String assertion = Jwt.sign(header, claims, SigningAlgorithm.RS512, CLIENT_KEYS.getPrivate());
        Answer answer = ask(Asking.post(
                        "/oauth2/token",
                        form + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                                + "&client_assertion=" + assertion)
                .with("Content-Type", "application/x-www-form-urlencoded"));
        return member(answer, "access_token");
    }

    private static String member(Answer answer, String name) {
        return JsonText.readObject(answer.bodyText()).orElseThrow().getString(name);
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Writes the public half to a PEM file in the folder. */
    public static Path publicKey(Path folder, KeyPair keys) {
        try {
            return Files.writeString(folder.resolve("client.pem"), pem(keys), StandardCharsets.US_ASCII);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
