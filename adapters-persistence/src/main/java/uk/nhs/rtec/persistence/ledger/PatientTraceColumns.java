package uk.nhs.rtec.persistence.ledger;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.proof.Words;

/** What the national demographics said. */
@Embeddable
record PatientTraceColumns(
        @Column(name = "patient_trace") String trace,
        @Column(name = "patient_silence") @Nullable String silence,
        @Column(name = "traced_nhs_number") @Nullable String nhsNumber,
        @Column(name = "traced_date_of_birth") @Nullable LocalDate dateOfBirth,
        @Column(name = "traced_postcode") @Nullable String postcode,
        @Column(name = "traced_surname") @Nullable String surname,
        @Column(name = "traced_forename") @Nullable String forename,
        @Column(name = "traced_deceased") @Nullable Boolean deceased,
        @Column(name = "traced_restricted") @Nullable Boolean restricted,
        @Column(name = "traced_before") @Nullable Instant askedBefore) {

    static PatientTraceColumns of(PatientTrace trace) {
        return trace.map(
                PatientTraceColumns::of,
                untraced -> of(Words.UNTRACED.word(untraced.reason()), null),
                noAnswer -> of(Words.NO_ANSWER, Words.SILENCE.word(noAnswer.silence())));
    }

    PatientTrace patientTrace() {
        return switch (trace) {
            case Words.TRACED -> new PatientTrace.Traced(record(), Optional.ofNullable(askedBefore));
            case Words.NO_ANSWER -> new PatientTrace.NoAnswer(Words.SILENCE.value(requireNonNull(silence)));
            default -> new PatientTrace.Untraced(Words.UNTRACED.value(trace));
        };
    }

    private static PatientTraceColumns of(PatientTrace.Traced traced) {
        PatientRecord record = traced.record();
        return new PatientTraceColumns(
                Words.TRACED,
                null,
                record.nhsNumber().inTheClear(),
                record.dateOfBirth().map(DateOfBirth::inTheClear).orElse(null),
                record.postcode().map(Postcode::inTheClear).orElse(null),
                record.surname().map(Surname::inTheClear).orElse(null),
                record.forename().map(Forename::inTheClear).orElse(null),
                record.marks().contains(Mark.DECEASED),
                record.marks().contains(Mark.RESTRICTED),
                traced.askedBefore().orElse(null));
    }

    private static PatientTraceColumns of(String trace, @Nullable String silence) {
        return new PatientTraceColumns(trace, silence, null, null, null, null, null, null, null, null);
    }

    private PatientRecord record() {
        return new PatientRecord(
                new NhsNumber(requireNonNull(nhsNumber)),
                Optional.ofNullable(dateOfBirth).map(DateOfBirth::new),
                Optional.ofNullable(postcode).map(Postcode::new),
                Optional.ofNullable(surname).map(Surname::new),
                Optional.ofNullable(forename).map(Forename::new),
                marks());
    }

    private Set<Mark> marks() {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (requireNonNull(deceased)) {
            marks.add(Mark.DECEASED);
        }
        if (requireNonNull(restricted)) {
            marks.add(Mark.RESTRICTED);
        }
        return marks;
    }

    @Override
    public String toString() {
        return "PatientTraceColumns[…]";
    }
}
