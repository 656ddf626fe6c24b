package uk.nhs.rtec.architecture.ruin.persistence;

import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;

/** What helps a ledger to read, in its own package: it may make recorded checks, and know the patient's details. */
public final class ReadsRows {

    private ReadsRows() {}

    static RecordedCheck of(ConcludedCheck check) {
        return new RecordedCheck(check);
    }

    static String numberOf(ConcludedCheck check) {
        return check.asked().patient().nhsNumber().inTheClear();
    }
}
