package uk.nhs.rtec.persistence.audit;

import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.domain.proof.Spelling;

/** How the kinds of accesses are spelled in the store, and in what their hashes are made of. */
final class AccessWords {

    static final Spelling<AccessKind> KIND = Spelling.of(AccessKind.class, kind -> switch (kind) {
        case CHECK_SEARCH -> "CHECK_SEARCH";
        case CHECK_VIEW -> "CHECK_VIEW";
        case EVIDENCE -> "EVIDENCE";
        case EVIDENCE_DOCUMENT -> "EVIDENCE_DOCUMENT";
        case EXPORT_REQUEST -> "EXPORT_REQUEST";
        case EXPORT_APPROVAL -> "EXPORT_APPROVAL";
        case EXPORT_DOWNLOAD -> "EXPORT_DOWNLOAD";
        case CLAIM_SEARCH -> "CLAIM_SEARCH";
        case CLAIM_SUMMARY -> "CLAIM_SUMMARY";
        case STATISTICS -> "STATISTICS";
        case COVID_ATTEMPT_SEARCH -> "COVID_ATTEMPT_SEARCH";
        case ACCESS_LOG_SEARCH -> "ACCESS_LOG_SEARCH";
        case ACCESS_ALERT_SEARCH -> "ACCESS_ALERT_SEARCH";
        case ALERT_CLOSURE -> "ALERT_CLOSURE";
    });

    private AccessWords() {}
}
