package uk.nhs.rtec.domain;

/** Why a source that was asked gave no usable answer. */
public enum Silence {
    /** Nothing came within the time there was. */
    TIMED_OUT,
    /** No connection, or it broke. */
    UNREACHABLE,
    /** The source answered that it could not serve, or refused our credentials. */
    REFUSED,
    /** Something came that is not what the source's contract says. */
    UNREADABLE,
    /** We did not ask: too many calls were under way, or the last ones failed. */
    NOT_ASKED
}
