package uk.nhs.rtec.sandbox.people;

import java.util.List;

/** The three tables the sandbox starts with. */
public final class Samples {
    private Samples() {}

    public static List<Person> people() {
        return Table.rows("people.tsv").stream().map(Person::fromRow).toList();
    }

    public static List<SamplePrescription> prescriptions() {
        return Table.rows("prescriptions.tsv").stream()
                .map(SamplePrescription::fromRow)
                .toList();
    }

    public static List<SampleCertificate> certificates() {
        return Table.rows("certificates.tsv").stream()
                .map(SampleCertificate::fromRow)
                .toList();
    }
}
