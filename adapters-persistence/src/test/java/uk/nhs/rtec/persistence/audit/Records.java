package uk.nhs.rtec.persistence.audit;

import static uk.nhs.rtec.application.audit.AccessAlertsContract.ALL_ALERTS;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.NO_ALERTS;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;

/** The records of accesses in a database under test, and who signs and checks them. */
final class Records {

    static final KeyPair KEYS = keys();
    static final Instant SIGNED_AT = Instant.parse("2026-02-03T09:15:00Z");

    final DatabaseUnderTest database;
    final HibernateAccessRecords quiet;
    final HibernateAccessRecords reviewed;

    Records(DatabaseUnderTest database) {
        this.database = database;
        this.quiet = new HibernateAccessRecords(database.store(), "node-1", NO_ALERTS);
        this.reviewed = new HibernateAccessRecords(database.store(), "node-1", ALL_ALERTS);
    }

    AccessLogSigner signer() {
        return new AccessLogSigner(
                database.application(),
                "rtec.example/ledger",
                new CheckpointKeys(KEYS.getPrivate(), KEYS.getPublic()),
                InstantSource.fixed(SIGNED_AT));
    }

    AccessChainCheck.Report check() {
        return check(List.of());
    }

    AccessChainCheck.Report check(List<AccessLogNote> witnessed) {
        return new AccessChainCheck(database.application(), List.of(KEYS.getPublic()), witnessed).run();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
