package uk.nhs.rtec.architecture.ruin.application;

import uk.nhs.rtec.domain.patient.NhsNumber;

/** An exception that carries a detail of a patient. */
public final class NamesThePatient extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient NhsNumber number;

    NamesThePatient(NhsNumber number) {
        super("not found");
        this.number = number;
    }

    NhsNumber number() {
        return number;
    }
}
