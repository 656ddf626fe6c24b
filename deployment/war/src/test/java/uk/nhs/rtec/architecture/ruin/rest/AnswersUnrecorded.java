package uk.nhs.rtec.architecture.ruin.rest;

import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;

/** An API that answers what is in no ledger. */
public final class AnswersUnrecorded {

    private AnswersUnrecorded() {}

    static RecordedCheck answer(ConcludedCheck check) {
        return new RecordedCheck(check);
    }
}
