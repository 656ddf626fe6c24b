package uk.nhs.rtec.domain.proof;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the ledger keeps of a check for everyone who may read it; a tag that was ever written is never given another meaning. */
public enum ClearField {
    ID(1, "id", Kind.TEXT),
    ASKED_AT(2, "asked_at", Kind.TEXT),
    ANSWERED_AT(3, "answered_at", Kind.TEXT),
    ODS_CODE(4, "ods_code", Kind.TEXT),
    USER_ID(5, "user_id", Kind.TEXT),
    ASID(6, "asid", Kind.TEXT),
    REQUEST_ID(7, "request_id", Kind.TEXT),
    PRESCRIPTION_ID(8, "prescription_id", Kind.TEXT),
    PATIENT_TRACE(10, "patient_trace", Kind.TEXT),
    PATIENT_SILENCE(11, "patient_silence", Kind.TEXT),
    /** When the demographics were asked, if that was for an earlier check. */
    PATIENT_TRACED_AT(12, "patient_traced_at", Kind.TEXT),
    PRESCRIPTION_TRACE(15, "prescription_trace", Kind.TEXT),
    PRESCRIPTION_SILENCE(16, "prescription_silence", Kind.TEXT),
    TRACKED_STATE(17, "tracked_state", Kind.TEXT),
    TRACKED_ORIGIN(18, "tracked_origin", Kind.TEXT),
    REGISTER_SILENCE(19, "register_silence", Kind.TEXT),
    OUTCOME(20, "outcome", Kind.TEXT),
    CATEGORY_CODE(21, "category_code", Kind.TEXT),
    DISCLOSED_CODE(22, "disclosed_code", Kind.TEXT),
    NOT_CHECKED_REASON(23, "not_checked_reason", Kind.TEXT),
    UNDETERMINED_SOURCE(24, "undetermined_source", Kind.TEXT),
    UNDETERMINED_SILENCE(25, "undetermined_silence", Kind.TEXT),
    /** The keyed hash by which a check is found for the NHS number that was stated. */
    STATED_NUMBER_HASH(26, "stated_number_hash", Kind.BYTES),
    /** The same of the number that was traced, when that is another one. */
    TRACED_NUMBER_HASH(27, "traced_number_hash", Kind.BYTES),
    /** The keyed hash by which a check is found for a surname with a date of birth. */
    PERSON_HASH(28, "person_hash", Kind.BYTES),
    /** The SHA-256 of the sealed bytes that stand beside the fields. */
    SEALED_HASH(29, "sealed_hash", Kind.BYTES),
    /** The root of the commitments to the patient's fields. */
    PATIENT_ROOT(30, "patient_root", Kind.BYTES);

    /** What the value of a field is. */
    public enum Kind {
        /** Text, which enters the layout in UTF-8. */
        TEXT,
        /** Bytes, which are spelled in hexadecimal digits where text is needed. */
        BYTES
    }

    private static final Map<String, ClearField> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ClearField::word, Function.identity()));

    private final int tag;
    private final String word;
    private final Kind kind;

    ClearField(int tag, String word, Kind kind) {
        this.tag = tag;
        this.word = word;
        this.kind = kind;
    }

    /** The field of this name, or nothing when there is none. */
    public static Optional<ClearField> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** What stands before the value in the layout. */
    public int tag() {
        return tag;
    }

    /** The name of the field in tables, files and evidence. */
    public String word() {
        return word;
    }

    /** What its value is. */
    public Kind kind() {
        return kind;
    }
}
