package uk.nhs.rtec.persistence.ledger;

import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.domain.proof.Spelling;
import uk.nhs.rtec.domain.proof.Words;

/** How auditors' kinds of outcome are spelled in the ledger. */
final class OutcomeWords {

    static final Spelling<OutcomeKind> OUTCOME = Spelling.of(OutcomeKind.class, kind -> switch (kind) {
        case EXEMPTION_FOUND -> Words.EXEMPTION_FOUND;
        case NO_EXEMPTION_FOUND -> Words.NO_EXEMPTION_FOUND;
        case NOT_CHECKED -> Words.NOT_CHECKED;
        case UNDETERMINED -> Words.UNDETERMINED;
    });

    private OutcomeWords() {}
}
