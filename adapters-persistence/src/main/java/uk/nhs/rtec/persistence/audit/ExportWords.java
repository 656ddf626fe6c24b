package uk.nhs.rtec.persistence.audit;

import uk.nhs.rtec.application.audit.ExportDecision.Ruling;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.domain.proof.Spelling;

/** How the words of exports are spelled in the database. */
final class ExportWords {

    static final Spelling<ExportKind> KIND = Spelling.of(ExportKind.class, kind -> switch (kind) {
        case CHECKS -> "CHECKS";
        case CLAIMS -> "CLAIMS";
    });

    static final Spelling<Ruling> RULING = Spelling.of(Ruling.class, ruling -> switch (ruling) {
        case APPROVED -> "APPROVED";
        case REFUSED -> "REFUSED";
    });

    private ExportWords() {}
}
