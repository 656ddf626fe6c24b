package uk.nhs.rtec.sandbox.oauth;

import java.security.PublicKey;

/** What fetching an application's public key led to. */
sealed interface RegisteredKey {

    record Found(PublicKey key) implements RegisteredKey {}

    /** The application never registered one. */
    record Absent() implements RegisteredKey {}

    /** One is registered, and cannot be read. */
    record Unreachable() implements RegisteredKey {}
}
