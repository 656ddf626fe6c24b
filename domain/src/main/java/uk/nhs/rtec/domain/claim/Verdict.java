package uk.nhs.rtec.domain.claim;

/** What the checks on record say of a claim; of several that apply the first here counts. */
public enum Verdict {
    /** A confirmed exemption was claimed before a check confirmed it. */
    CHECK_AFTER_CLAIM,
    /** A check told this organisation, for this prescription, exactly what it claims. */
    CONFIRMED,
    /** The exemption was confirmed, but to another organisation. */
    DIFFERENT_ORGANISATION,
    /** A check told this organisation to claim another charge exemption. */
    DIFFERENT_CODE,
    /** A confirmed exemption is claimed, though every check found none. */
    NOT_FOUND_BUT_CLAIMED,
    /** No check was made for this prescription; the answer for another one of the same patient, organisation and day was claimed again. */
    ANSWER_REUSED,
    /** A confirmed exemption is claimed that no check confirmed. */
    NO_CHECK,
    /** The patient paid, though a check had found an exemption. */
    FOUND_BUT_PAID,
    /** The patient declared an exemption. */
    DECLARED,
    /** The patient paid. */
    PAID
}
