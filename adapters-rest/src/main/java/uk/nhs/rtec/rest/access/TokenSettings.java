package uk.nhs.rtec.rest.access;

import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param jwksUrl where the issuer publishes its keys
 * @param issuer what {@code iss} must say
 * @param audience what {@code aud} must say, or have among what it says
 */
public record TokenSettings(URI jwksUrl, String issuer, String audience) {}
