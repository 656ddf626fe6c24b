package uk.nhs.rtec.sandbox.nems;

import java.util.Arrays;
import java.util.Optional;

/** A patient to whom nobody can subscribe: each is refused for a reason of its own, as NHS Digital's test harness for NEMS does it. */
public enum Trigger {
    NOT_A_NUMBER("9674848142", SpineCode.INVALID_NHS_NUMBER),
    BAD_CRITERIA("9674848150", SpineCode.INVALID_REQUEST_MESSAGE),
    NOT_ALLOWED("9674848169", SpineCode.ACCESS_DENIED),
    BROKEN("9674848177", SpineCode.INTERNAL_SERVER_ERROR),
    NO_ORGANISATION("9464249935", SpineCode.ORGANISATION_NOT_FOUND),
    BAD_RESOURCE("9464250054", SpineCode.INVALID_RESOURCE),
    BAD_PARAMETER("9462206007", SpineCode.INVALID_PARAMETER),
    BAD_HEADER("9462205973", SpineCode.MISSING_OR_INVALID_HEADER),
    BAD_MEDIA_TYPE("9462205795", SpineCode.UNSUPPORTED_MEDIA_TYPE),
    DUPLICATE("9462207119", SpineCode.DUPLICATE_REJECTED),
    BAD_ASID("9462206082", SpineCode.ASID_CHECK_FAILED),
    BAD_ADDRESS("9462206090", SpineCode.BAD_REQUEST),
    BAD_BODY("9462207100", SpineCode.MESSAGE_NOT_WELL_FORMED);

    private final String nhsNumber;
    private final SpineCode code;

    Trigger(String nhsNumber, SpineCode code) {
        this.nhsNumber = nhsNumber;
        this.code = code;
    }

    static Optional<Trigger> of(String nhsNumber) {
        return Arrays.stream(values())
                .filter(each -> each.nhsNumber.equals(nhsNumber))
                .findFirst();
    }

    public String nhsNumber() {
        return nhsNumber;
    }

    public SpineCode code() {
        return code;
    }

    /** The refusal, with no more diagnostics than its display. */
    Issue issue() {
        return Issue.saidTwice(code);
    }
}
