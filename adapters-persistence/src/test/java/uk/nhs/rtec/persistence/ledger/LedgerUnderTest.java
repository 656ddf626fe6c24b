package uk.nhs.rtec.persistence.ledger;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.Store;

/** A ledger as a node of the service has it, with keys that are made up; its writer ends with it, or with the test of which it is an extension. */
public final class LedgerUnderTest implements AfterEachCallback, AutoCloseable {

    public static final String NODE = "node-1";

    public static final CheckpointKeys CHECKPOINT_KEYS = checkpointKeys();

    private static final String WRAPPING_KEY = "wrapping-1";

    /** A key store makes a key of its password in ten thousand rounds at each use; here nothing is protected by it. */
    private static final PBEParameterSpec ONCE =
            new PBEParameterSpec(new byte[20], 1, new IvParameterSpec(new byte[16]));

    private static final WrappingKeys WRAPPING_KEYS = readWrappingKeys();

    /** What the contracts ask for is not speed, and the machine that runs them may have other things to do. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Store store;
    private final KeyRing keys;
    private final GroupCommitCheckLedger ledger;

    private LedgerUnderTest(Store store, DataSource database, LedgerSettings settings) {
        this.store = store;
        keys = keyRing(store);
        ledger = new GroupCommitCheckLedger(
                store, database, keys, settings, InstantSource.fixed(Examples.NOON), Thread::new);
    }

    /** The ledger of a database that waits for as long as it must, with the keys of its month made ahead of time, as the service has them. */
    public static LedgerUnderTest patient(DatabaseUnderTest database) {
        return patient(database.store(), database.application());
    }

    /** The same, by other connections. */
    public static LedgerUnderTest patient(Store store, DataSource database) {
        LedgerUnderTest ledger = on(store, database, patient(NODE));
        ledger.keys.prepare(Moments.monthOf(Examples.NOON));
        return ledger;
    }

    public static LedgerUnderTest on(Store store, DataSource database, LedgerSettings settings) {
        return new LedgerUnderTest(store, database, settings);
    }

    /** The settings of a node that waits for as long as it must. */
    public static LedgerSettings patient(String node) {
        LedgerSettings service = LedgerSettings.of(node);
        return new LedgerSettings(node, service.queue(), service.largestBatch(), LONG, LONG);
    }

    /** The same for every test of a run, or a key that one wrapped another could not unwrap. */
    public static WrappingKeys wrappingKeys() {
        return WRAPPING_KEYS;
    }

    private static WrappingKeys readWrappingKeys() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry(
                    WRAPPING_KEY,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")),
                    new KeyStore.PasswordProtection("secret".toCharArray(), "PBEWithHmacSHA256AndAES_256", ONCE));
            return WrappingKeys.of(store, "secret", WRAPPING_KEY);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another node's keys: the same, read from the same database. */
    public static KeyRing keyRing(Store store) {
        return new KeyRing(store, wrappingKeys(), InstantSource.fixed(Examples.NOON));
    }

    private static CheckpointKeys checkpointKeys() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new CheckpointKeys(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public GroupCommitCheckLedger ledger() {
        return ledger;
    }

    public HibernateCheckHistory history() {
        return new HibernateCheckHistory(store, keys);
    }

    public KeyRing keys() {
        return keys;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
