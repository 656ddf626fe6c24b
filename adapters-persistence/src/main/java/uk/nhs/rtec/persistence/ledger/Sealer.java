package uk.nhs.rtec.persistence.ledger;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientFields;
import uk.nhs.rtec.domain.proof.Seed;

/** Makes of a check what the ledger keeps: its patient sealed and committed to, and hashes by which the patient is found. */
final class Sealer {

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    Sealer(KeyRing keys) {
        this.keys = keys;
    }

    /** What is sealed of a check: the patient, and the seed of the salts of what is committed to. */
    record Opened(Seed seed, PatientFields patient) {

        static Opened read(byte[] content) {
            return new Opened(
                    new Seed(Bytes.of(Arrays.copyOf(content, Seed.LENGTH))),
                    PatientFields.read(Bytes.of(Arrays.copyOfRange(content, Seed.LENGTH, content.length))));
        }

        byte[] content() {
            byte[] fields = patient.layout().toArray();
            byte[] content = Arrays.copyOf(seed.bytes().toArray(), Seed.LENGTH + fields.length);
            System.arraycopy(fields, 0, content, Seed.LENGTH, fields.length);
            return content;
        }

        @Override
        public String toString() {
            return "Opened[…]";
        }
    }

    CheckEntry seal(ConcludedCheck check) {
        MonthKeys month = keys.keysOf(Moments.monthOf(check.answeredAt()));
        UUID id = check.asked().id().value();
        CheckFields fields = CheckFields.of(check);
        byte[] chance = new byte[Seed.LENGTH + MonthKeys.NONCE];
        random.nextBytes(chance);
        Seed seed = new Seed(Bytes.of(Arrays.copyOf(chance, Seed.LENGTH)));
        byte[] nonce = Arrays.copyOfRange(chance, Seed.LENGTH, chance.length);
        byte[] sealed = month.seal(id, nonce, new Opened(seed, fields.patient()).content());
        Map<ClearField, Bytes> made = hashes(check, month);
        made.put(ClearField.SEALED_HASH, Hash.sha256(sealed).bytes());
        made.put(ClearField.PATIENT_ROOT, fields.patient().root(seed).bytes());
        Bytes postcode = Bytes.of(month.hash(check.asked().patient().postcode()));
        return CheckEntry.of(new LedgerRow(fields.clear().with(made), Bytes.of(sealed), Optional.of(postcode)), check);
    }

    private static Map<ClearField, Bytes> hashes(ConcludedCheck check, MonthKeys month) {
        StatedPatient stated = check.asked().patient();
        Map<ClearField, Bytes> hashes = new EnumMap<>(ClearField.class);
        hashes.put(ClearField.STATED_NUMBER_HASH, Bytes.of(month.hash(stated.nhsNumber())));
        hashes.put(ClearField.PERSON_HASH, Bytes.of(month.hash(stated.surname(), stated.dateOfBirth())));
        if (check.findings().patient() instanceof PatientTrace.Traced traced
                && !traced.record().nhsNumber().equals(stated.nhsNumber())) {
            hashes.put(
                    ClearField.TRACED_NUMBER_HASH,
                    Bytes.of(month.hash(traced.record().nhsNumber())));
        }
        return hashes;
    }
}
