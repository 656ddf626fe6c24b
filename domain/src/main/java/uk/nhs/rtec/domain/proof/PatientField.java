package uk.nhs.rtec.domain.proof;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.nhs.rtec.domain.proof.ClearField.Kind;

/** What the ledger keeps of a patient, sealed and committed to; a tag that was ever written is never given another meaning. */
public enum PatientField {
    STATED_NHS_NUMBER(1, "stated_nhs_number", Kind.TEXT),
    STATED_DATE_OF_BIRTH(2, "stated_date_of_birth", Kind.TEXT),
    STATED_POSTCODE(3, "stated_postcode", Kind.TEXT),
    STATED_SURNAME(4, "stated_surname", Kind.TEXT),
    STATED_FORENAME(5, "stated_forename", Kind.TEXT),
    TRACED_NHS_NUMBER(6, "traced_nhs_number", Kind.TEXT),
    TRACED_DATE_OF_BIRTH(7, "traced_date_of_birth", Kind.TEXT),
    TRACED_POSTCODE(8, "traced_postcode", Kind.TEXT),
    TRACED_SURNAME(9, "traced_surname", Kind.TEXT),
    TRACED_FORENAME(10, "traced_forename", Kind.TEXT),
    TRACED_DECEASED(11, "traced_deceased", Kind.TEXT),
    TRACED_RESTRICTED(12, "traced_restricted", Kind.TEXT),
    TRACKED_NHS_NUMBER(13, "tracked_nhs_number", Kind.TEXT),
    CORRELATION_ID(14, "correlation_id", Kind.TEXT),
    /** The certificates that were found, and those that the answer rests on. */
    CERTIFICATES(15, "certificates", Kind.BYTES);

    private static final Map<String, PatientField> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PatientField::word, Function.identity()));
    private static final Map<Integer, PatientField> BY_TAG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PatientField::tag, Function.identity()));

    private final int tag;
    private final String word;
    private final Kind kind;

    PatientField(int tag, String word, Kind kind) {
        this.tag = tag;
        this.word = word;
        this.kind = kind;
    }

    /** The field of this name, or nothing when there is none. */
    public static Optional<PatientField> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    static Optional<PatientField> ofTag(int tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** What stands before the value in the layout, and enters the commitment. */
    public int tag() {
        return tag;
    }

    /** The name of the field in evidence. */
    public String word() {
        return word;
    }

    /** What its value is. */
    public Kind kind() {
        return kind;
    }
}
