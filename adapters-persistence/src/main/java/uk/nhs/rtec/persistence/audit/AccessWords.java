package uk.nhs.rtec.persistence.audit;

import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AlertFinding;
import uk.nhs.rtec.application.audit.AlertReason;
import uk.nhs.rtec.domain.proof.Spelling;

/** How accesses and what comes of them are spelled in the store, and in what hashes are made of. */
final class AccessWords {

    static final Spelling<AccessKind> KIND = Spelling.of(AccessKind.class, kind -> switch (kind) {
        case CHECK_SEARCH -> "CHECK_SEARCH";
        case CHECK_VIEW -> "CHECK_VIEW";
        case EVIDENCE -> "EVIDENCE";
        case EVIDENCE_DOCUMENT -> "EVIDENCE_DOCUMENT";
        case EXPORT_REQUEST -> "EXPORT_REQUEST";
        case EXPORT_LIST -> "EXPORT_LIST";
        case EXPORT_VIEW -> "EXPORT_VIEW";
        case EXPORT_APPROVAL -> "EXPORT_APPROVAL";
        case EXPORT_REFUSAL -> "EXPORT_REFUSAL";
        case EXPORT_DOWNLOAD -> "EXPORT_DOWNLOAD";
        case CLAIM_SEARCH -> "CLAIM_SEARCH";
        case CLAIM_SUMMARY -> "CLAIM_SUMMARY";
        case COVID_ATTEMPT_SEARCH -> "COVID_ATTEMPT_SEARCH";
        case ACCESS_LOG_SEARCH -> "ACCESS_LOG_SEARCH";
        case ACCESS_ALERT_SEARCH -> "ACCESS_ALERT_SEARCH";
        case ALERT_CLOSURE -> "ALERT_CLOSURE";
    });

    static final Spelling<AccessOutcome> OUTCOME = Spelling.of(AccessOutcome.class, outcome -> switch (outcome) {
        case SUCCEEDED -> "SUCCEEDED";
        case BEGUN -> "BEGUN";
        case NOT_FOUND -> "NOT_FOUND";
        case REFUSED -> "REFUSED";
        case FAILED -> "FAILED";
    });

    static final Spelling<AlertReason> REASON = Spelling.of(AlertReason.class, reason -> switch (reason) {
        case SAMPLE -> "SAMPLE";
        case OUTSIDE_WORKING_HOURS -> "OUTSIDE_WORKING_HOURS";
        case EXPORT_OVER_LIMIT -> "EXPORT_OVER_LIMIT";
    });

    static final Spelling<AlertFinding> FINDING = Spelling.of(AlertFinding.class, finding -> switch (finding) {
        case APPROPRIATE -> "APPROPRIATE";
        case INAPPROPRIATE -> "INAPPROPRIATE";
    });

    private AccessWords() {}
}
