package uk.nhs.rtec.sandbox.nems;

/** A code of Spine-ErrorOrWarningCode-1 that the subscription API answers with (Spine Core, Error Handling; NEMS implementation guide). */
public enum SpineCode {
    MISSING_OR_INVALID_HEADER(400, "error", "structure", "There is a required header missing or invalid"),
    BAD_REQUEST(400, "error", "invalid", "Bad Request"),
    MESSAGE_NOT_WELL_FORMED(400, "error", "structure", "Message not well formed"),
    INVALID_REQUEST_MESSAGE(400, "error", "invalid", "Invalid Request Message"),
    INVALID_NHS_NUMBER(400, "error", "value", "NHS number invalid"),
    WITHDRAWN(400, "error", "invalid", "Event message type has been withdrawn"),
    NO_LONGER_SUPPORTED(400, "fatal", "not-supported", "Event message type is no longer supported"),
    ACCESS_DENIED(403, "error", "forbidden", "Access has been denied to process this request"),
    ASID_CHECK_FAILED(
            403, "error", "forbidden", "The sender or receiver's ASID is not authorised for this interaction"),
    NO_RECORD_FOUND(404, "error", "not-found", "No record found"),
    ORGANISATION_NOT_FOUND(404, "error", "not-found", "Organisation not found"),
    MSG_RESOURCE_ID_FAIL(405, "error", "forbidden", "Client is not permitted to assign an id"),
    UNSUPPORTED_MEDIA_TYPE(415, "error", "invalid", "Unsupported Media Type"),
    INVALID_RESOURCE(422, "error", "structure", "Invalid validation of resource"),
    INVALID_PARAMETER(422, "error", "invalid", "Invalid parameter"),
    DUPLICATE_REJECTED(422, "error", "duplicate", "Create would lead to creation of a duplicate resource"),
    INTERNAL_SERVER_ERROR(500, "error", "exception", "Unexpected internal server error"),
    NOT_IMPLEMENTED(501, "error", "not-supported", "FHIR resource or operation not implemented at server"),
    DEPRECATED(201, "information", "informational", "The operation being performed has been deprecated");

    private final int status;
    private final String severity;
    private final String issueCode;
    private final String display;

    SpineCode(int status, String severity, String issueCode, String display) {
        this.status = status;
        this.severity = severity;
        this.issueCode = issueCode;
        this.display = display;
    }

    public int status() {
        return status;
    }

    public String display() {
        return display;
    }

    String severity() {
        return severity;
    }

    /** The issue's, unless its cause says otherwise. */
    String issueCode() {
        return issueCode;
    }
}
