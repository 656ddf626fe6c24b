package uk.nhs.rtec.architecture.ruin.rest;

import uk.nhs.rtec.domain.prescription.PrescriptionId;

/** An API that puts a prescription's name where it is not to be. */
public final class TellsPrescriptions {

    private TellsPrescriptions() {}

    static String of(PrescriptionId prescription) {
        return prescription.inTheClear();
    }
}
