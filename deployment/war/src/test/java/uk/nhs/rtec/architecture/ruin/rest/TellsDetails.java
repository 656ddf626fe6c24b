package uk.nhs.rtec.architecture.ruin.rest;

import uk.nhs.rtec.domain.patient.NhsNumber;

/** An API that puts a patient's details where they are not to be. */
public final class TellsDetails {

    private TellsDetails() {}

    static String of(NhsNumber number) {
        return number.inTheClear();
    }
}
