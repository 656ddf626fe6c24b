package uk.nhs.rtec.domain.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The check of docs/ledger-format.md, with everything around it, made of fixed values only. */
final class Example {

    /** The key pair of RFC 8032 §7.1, TEST 1, in the encodings of RFC 8410. */
    static final PrivateKey PRIVATE_KEY = privateKey();

    static final PublicKey PUBLIC_KEY =
            publicKey("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    /** That of TEST 2. */
    static final PublicKey ANOTHER_KEY =
            publicKey("302a300506032b65700321003d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

    static final YearMonth MONTH = YearMonth.of(2026, 11);

    static final Seed SEED = new Seed(Bytes.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

    static final PatientFields PATIENT = patient();

    static final ClearFields CHECK = check();

    static final BatchHeader BATCH = new BatchHeader(
            "rtec1",
            7,
            MONTH,
            Hash.ofHex("11".repeat(32)),
            batch().root(),
            3,
            Instant.parse("2026-11-22T09:15:00.123789Z"));

    static final Checkpoint CHECKPOINT = new Checkpoint("rtec.nhs.uk/ledger", MONTH, 5, log().root());

    private Example() {}

    static Evidence evidence(PatientField... disclosed) {
        return new Evidence(
                CHECK,
                PATIENT.evidence(SEED, Set.of(disclosed)),
                BATCH,
                batch().inclusion(1),
                log().inclusion(3),
                CHECKPOINT.sign(PRIVATE_KEY, PUBLIC_KEY));
    }

    /** The check is the second of three. */
    static MerkleTree batch() {
        return MerkleTree.of(List.of(other(100), CHECK.leaf(), other(101)));
    }

    /** The batch is the fourth of five. */
    static MerkleTree log() {
        return MerkleTree.of(IntStream.range(0, 5)
                .mapToObj(index -> index == 3 ? BATCH.hash() : other(index))
                .toList());
    }

    private static Hash other(int number) {
        return MerkleTree.leaf(Bytes.of((byte) number));
    }

    private static PatientFields patient() {
        Map<PatientField, Bytes> values = new EnumMap<>(PatientField.class);
        values.put(PatientField.STATED_NHS_NUMBER, Bytes.ofText("9434765919"));
        values.put(PatientField.STATED_DATE_OF_BIRTH, Bytes.ofText("2010-01-01"));
        values.put(PatientField.STATED_POSTCODE, Bytes.ofText("NE32JH"));
        values.put(PatientField.STATED_SURNAME, Bytes.ofText("Ødegård"));
        values.put(PatientField.CORRELATION_ID, Bytes.ofText(""));
        return new PatientFields(values);
    }

    private static ClearFields check() {
        Map<ClearField, Bytes> values = new EnumMap<>(ClearField.class);
        values.put(ClearField.ID, Bytes.ofText("0b1c2d3e-4f50-4162-8374-95a6b7c8d9e0"));
        values.put(ClearField.ASKED_AT, Bytes.ofText("2026-11-22T09:14:59.900000Z"));
        values.put(ClearField.ANSWERED_AT, Bytes.ofText("2026-11-22T09:15:00.000001Z"));
        values.put(ClearField.ODS_CODE, Bytes.ofText("FA565"));
        values.put(ClearField.USER_ID, Bytes.ofText("555021935107"));
        values.put(ClearField.ASID, Bytes.ofText("200000001234"));
        values.put(ClearField.PRESCRIPTION_ID, Bytes.ofText("471BC8-P83027-34B75X"));
        values.put(ClearField.PATIENT_TRACE, Bytes.ofText("NO_ANSWER"));
        values.put(ClearField.PATIENT_SILENCE, Bytes.ofText("TIMED_OUT"));
        values.put(ClearField.PRESCRIPTION_TRACE, Bytes.ofText("NOT_FOUND"));
        values.put(ClearField.OUTCOME, Bytes.ofText("UNDETERMINED"));
        values.put(ClearField.UNDETERMINED_SOURCE, Bytes.ofText("PDS"));
        values.put(ClearField.UNDETERMINED_SILENCE, Bytes.ofText("TIMED_OUT"));
        values.put(ClearField.STATED_NUMBER_HASH, Bytes.ofHex("a0".repeat(16)));
        values.put(ClearField.PERSON_HASH, Bytes.ofHex("b0".repeat(16)));
        values.put(ClearField.SEALED_HASH, Bytes.ofHex("c0".repeat(32)));
        values.put(ClearField.PATIENT_ROOT, PATIENT.root(SEED).bytes());
        return new ClearFields(values);
    }

    private static PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Bytes.ofHex(
                                    "302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                            .toArray()));
        } catch (GeneralSecurityException e) {
            throw new LinkageError("the example's key", e);
        }
    }

    private static PublicKey publicKey(String encoded) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Bytes.ofHex(encoded).toArray()));
        } catch (GeneralSecurityException e) {
            throw new LinkageError("the example's key", e);
        }
    }
}
