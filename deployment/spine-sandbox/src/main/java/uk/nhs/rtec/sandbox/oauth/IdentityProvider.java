package uk.nhs.rtec.sandbox.oauth;

import java.security.PublicKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who signs people in: the stand-in for NHS login and for CIS2.
 *
 * @param keys the public keys it signs ID tokens with, by key id
 */
public record IdentityProvider(String issuer, Function<String, Optional<PublicKey>> keys) {}
