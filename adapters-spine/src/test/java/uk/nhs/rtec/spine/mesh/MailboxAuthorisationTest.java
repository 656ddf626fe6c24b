package uk.nhs.rtec.spine.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The hashes were made by another implementation of HMAC (Python's). */
final class MailboxAuthorisationTest {

    private static final String NONCE = "6a0e2c9e-1f0b-4a58-9d0c-2b7e6f1a3c44";

    private final MailboxAuthorisation authorisation = new MailboxAuthorisation(
            new MeshSettings("T1450OT001", "a-password", "a-shared-key"),
            () -> Instant.parse("2026-02-03T09:15:59.999Z"));

    @Test
    void theHeaderIsAsTheSpecificationHasIt() {
        assertThat(authorisation.under(NONCE, 0))
                .isEqualTo("NHSMESH T1450OT001:" + NONCE + ":0:202602030915:"
                        + "9b28e39731d6ee52583f435a20de6121fc079a05222b66f18cafe0183d9f3e3d");
    }

    @Test
    void theCountIsHashedToo() {
        assertThat(authorisation.under(NONCE, 12))
                .isEqualTo("NHSMESH T1450OT001:" + NONCE + ":12:202602030915:"
                        + "dfd679bf0b40c5d309a47114db13efafaa81b889bd17441dcd175372c585e3a1");
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(authorisation.next()).isNotEqualTo(authorisation.next());
    }

    @Test
    void itTellsNoSecret() {
        assertThat(authorisation.toString()).doesNotContain("a-password", "a-shared-key");
        assertThat(authorisation.next()).doesNotContain("a-password", "a-shared-key");
    }
}
