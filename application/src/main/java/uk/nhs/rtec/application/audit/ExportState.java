package uk.nhs.rtec.application.audit;

/** How far an export has come. */
public enum ExportState {
    /** It is larger than one person may take out alone, and no second one has decided yet. */
    AWAITING_APPROVAL,
    /** Its requester may download it, as often as it takes. */
    READY,
    /** A second person said no. */
    REFUSED,
    /** Its time is over. */
    EXPIRED
}
