package uk.nhs.rtec.domain.proof;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/**
 * A concluded check in the fields of the ledger.
 *
 * @param clear all but the hashes, which are made of what else is written with the check
 * @param patient all there are
 */
public record CheckFields(ClearFields clear, PatientFields patient) {

    private static final String YES = "true";
    private static final String NO = "false";

    /** The fields of that check. */
    public static CheckFields of(ConcludedCheck check) {
        Writing writing = new Writing(new EnumMap<>(ClearField.class), new EnumMap<>(PatientField.class));
        writing.asked(check.asked());
        writing.clear(ClearField.ANSWERED_AT, Moments.text(check.answeredAt()));
        writing.patientTrace(check.findings().patient());
        writing.prescriptionTrace(check.findings().prescription());
        check.findings()
                .certificates()
                .silence()
                .ifPresent(silence -> writing.clear(ClearField.REGISTER_SILENCE, Words.SILENCE.word(silence)));
        writing.outcome(check.outcome());
        CertificateList certificates = CertificateList.of(check);
        if (!certificates.entries().isEmpty()) {
            writing.patient.put(PatientField.CERTIFICATES, certificates.layout());
        }
        return new CheckFields(new ClearFields(writing.clear), new PatientFields(writing.patient));
    }

    /**
     * The check of which these are the fields.
     *
     * @throws IllegalArgumentException when they are not of a check
     * @throws IllegalStateException when they have a word that this version does not know
     */
    public ConcludedCheck check() {
        CertificateList certificates = patient.value(PatientField.CERTIFICATES)
                .map(CertificateList::read)
                .orElse(CertificateList.NONE);
        OpenCheck asked = new OpenCheck(
                new CheckId(UUID.fromString(text(ClearField.ID))),
                new Requester(
                        new OdsCode(text(ClearField.ODS_CODE)),
                        new SdsUserId(text(ClearField.USER_ID)),
                        new Asid(text(ClearField.ASID))),
                new StatedPatient(
                        new NhsNumber(text(PatientField.STATED_NHS_NUMBER)),
                        new DateOfBirth(Sealed.day(text(PatientField.STATED_DATE_OF_BIRTH))),
                        new Postcode(text(PatientField.STATED_POSTCODE)),
                        new Surname(text(PatientField.STATED_SURNAME)),
                        optional(PatientField.STATED_FORENAME, Forename::new)),
                new PrescriptionId(text(ClearField.PRESCRIPTION_ID)),
                new RequestReference(
                        clear.text(ClearField.REQUEST_ID).map(UUID::fromString),
                        optional(PatientField.CORRELATION_ID, Function.identity())),
                clear.moment(ClearField.ASKED_AT).orElseThrow(() -> missing(ClearField.ASKED_AT.word())));
        CheckFindings findings = new CheckFindings(
                patientTrace(),
                prescriptionTrace(),
                new CertificateSearch(
                        certificates.held(),
                        clear.text(ClearField.REGISTER_SILENCE).map(Words.SILENCE::value)));
        return asked.conclude(
                findings,
                outcome(certificates),
                clear.moment(ClearField.ANSWERED_AT).orElseThrow(() -> missing(ClearField.ANSWERED_AT.word())));
    }

    private PatientTrace patientTrace() {
        String trace = text(ClearField.PATIENT_TRACE);
        return switch (trace) {
            case Words.TRACED -> new PatientTrace.Traced(record(), clear.moment(ClearField.PATIENT_TRACED_AT));
            case Words.NO_ANSWER -> new PatientTrace.NoAnswer(Words.SILENCE.value(text(ClearField.PATIENT_SILENCE)));
            default -> new PatientTrace.Untraced(Words.UNTRACED.value(trace));
        };
    }

    private PatientRecord record() {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (isSo(PatientField.TRACED_DECEASED)) {
            marks.add(Mark.DECEASED);
        }
        if (isSo(PatientField.TRACED_RESTRICTED)) {
            marks.add(Mark.RESTRICTED);
        }
        return new PatientRecord(
                new NhsNumber(text(PatientField.TRACED_NHS_NUMBER)),
                optional(PatientField.TRACED_DATE_OF_BIRTH, day -> new DateOfBirth(Sealed.day(day))),
                optional(PatientField.TRACED_POSTCODE, Postcode::new),
                optional(PatientField.TRACED_SURNAME, Surname::new),
                optional(PatientField.TRACED_FORENAME, Forename::new),
                marks);
    }

    private PrescriptionTrace prescriptionTrace() {
        return switch (text(ClearField.PRESCRIPTION_TRACE)) {
            case Words.FOUND ->
                new PrescriptionTrace.Found(new TrackedPrescription(
                        new NhsNumber(text(PatientField.TRACKED_NHS_NUMBER)),
                        Words.STATE.value(text(ClearField.TRACKED_STATE)),
                        Words.ORIGIN.value(text(ClearField.TRACKED_ORIGIN))));
            case Words.NOT_FOUND -> new PrescriptionTrace.NotFound();
            case Words.ISSUE_NOT_FOUND -> new PrescriptionTrace.IssueNotFound();
            case Words.NO_ANSWER ->
                new PrescriptionTrace.NoAnswer(Words.SILENCE.value(text(ClearField.PRESCRIPTION_SILENCE)));
            default -> throw Spelling.unknownWord();
        };
    }

    private CheckOutcome outcome(CertificateList certificates) {
        return switch (text(ClearField.OUTCOME)) {
            case Words.EXEMPTION_FOUND ->
                new ExemptionFound(
                        Words.EXEMPTION.value(text(ClearField.CATEGORY_CODE)),
                        Words.EXEMPTION.value(text(ClearField.DISCLOSED_CODE)),
                        certificates.basis());
            case Words.NO_EXEMPTION_FOUND -> new NoExemptionFound();
            case Words.NOT_CHECKED ->
                new NotChecked(Words.NOT_CHECKED_REASON.value(text(ClearField.NOT_CHECKED_REASON)));
            case Words.UNDETERMINED ->
                new Undetermined(
                        Words.SOURCE.value(text(ClearField.UNDETERMINED_SOURCE)),
                        Words.SILENCE.value(text(ClearField.UNDETERMINED_SILENCE)));
            default -> throw Spelling.unknownWord();
        };
    }

    private boolean isSo(PatientField field) {
        return switch (text(field)) {
            case YES -> true;
            case NO -> false;
            default -> throw Spelling.unknownWord();
        };
    }

    private String text(ClearField field) {
        return clear.text(field).orElseThrow(() -> missing(field.word()));
    }

    private String text(PatientField field) {
        return patient.value(field).map(Bytes::inTheClear).orElseThrow(() -> missing(field.word()));
    }

    private <T> Optional<T> optional(PatientField field, Function<String, T> reading) {
        return patient.value(field).map(Bytes::inTheClear).map(reading);
    }

    private static IllegalArgumentException missing(String field) {
        return new IllegalArgumentException("a check without " + field);
    }

    @Override
    public String toString() {
        return "CheckFields[…]";
    }

    /** Fields while they are being put together. */
    private record Writing(Map<ClearField, Bytes> clear, Map<PatientField, Bytes> patient) {

        void clear(ClearField field, String text) {
            clear.put(field, Bytes.ofText(text));
        }

        void patient(PatientField field, String text) {
            patient.put(field, Bytes.ofText(text));
        }

        void asked(OpenCheck asked) {
            clear(ClearField.ID, asked.id().value().toString());
            clear(ClearField.ASKED_AT, Moments.text(asked.askedAt()));
            clear(ClearField.ODS_CODE, asked.requester().organisation().value());
            clear(ClearField.USER_ID, asked.requester().practitioner().value());
            clear(ClearField.ASID, asked.requester().system().value());
            asked.reference().requestId().ifPresent(id -> clear(ClearField.REQUEST_ID, id.toString()));
            asked.reference().correlationId().ifPresent(id -> patient(PatientField.CORRELATION_ID, id));
            clear(ClearField.PRESCRIPTION_ID, asked.prescription().inTheClear());
            StatedPatient stated = asked.patient();
            patient(PatientField.STATED_NHS_NUMBER, stated.nhsNumber().inTheClear());
            patient(
                    PatientField.STATED_DATE_OF_BIRTH,
                    stated.dateOfBirth().inTheClear().toString());
            patient(PatientField.STATED_POSTCODE, stated.postcode().inTheClear());
            patient(PatientField.STATED_SURNAME, stated.surname().inTheClear());
            stated.forename().ifPresent(name -> patient(PatientField.STATED_FORENAME, name.inTheClear()));
        }

        void patientTrace(PatientTrace trace) {
            clear(
                    ClearField.PATIENT_TRACE,
                    trace.map(
                            traced -> Words.TRACED,
                            untraced -> Words.UNTRACED.word(untraced.reason()),
                            noAnswer -> Words.NO_ANSWER));
            if (trace instanceof PatientTrace.NoAnswer noAnswer) {
                clear(ClearField.PATIENT_SILENCE, Words.SILENCE.word(noAnswer.silence()));
            }
            if (trace instanceof PatientTrace.Traced traced) {
                traced(traced.record());
                traced.askedBefore().ifPresent(at -> clear(ClearField.PATIENT_TRACED_AT, Moments.text(at)));
            }
        }

        private void traced(PatientRecord traced) {
            patient(PatientField.TRACED_NHS_NUMBER, traced.nhsNumber().inTheClear());
            traced.dateOfBirth()
                    .ifPresent(day -> patient(
                            PatientField.TRACED_DATE_OF_BIRTH, day.inTheClear().toString()));
            traced.postcode().ifPresent(code -> patient(PatientField.TRACED_POSTCODE, code.inTheClear()));
            traced.surname().ifPresent(name -> patient(PatientField.TRACED_SURNAME, name.inTheClear()));
            traced.forename().ifPresent(name -> patient(PatientField.TRACED_FORENAME, name.inTheClear()));
            patient(PatientField.TRACED_DECEASED, traced.marks().contains(Mark.DECEASED) ? YES : NO);
            patient(PatientField.TRACED_RESTRICTED, traced.marks().contains(Mark.RESTRICTED) ? YES : NO);
        }

        void prescriptionTrace(PrescriptionTrace trace) {
            clear(
                    ClearField.PRESCRIPTION_TRACE,
                    trace.map(
                            found -> Words.FOUND,
                            notFound -> Words.NOT_FOUND,
                            issueNotFound -> Words.ISSUE_NOT_FOUND,
                            noAnswer -> Words.NO_ANSWER));
            if (trace instanceof PrescriptionTrace.NoAnswer noAnswer) {
                clear(ClearField.PRESCRIPTION_SILENCE, Words.SILENCE.word(noAnswer.silence()));
            }
            if (trace instanceof PrescriptionTrace.Found found) {
                patient(
                        PatientField.TRACKED_NHS_NUMBER,
                        found.prescription().patient().inTheClear());
                clear(
                        ClearField.TRACKED_STATE,
                        Words.STATE.word(found.prescription().state()));
                clear(
                        ClearField.TRACKED_ORIGIN,
                        Words.ORIGIN.word(found.prescription().origin()));
            }
        }

        void outcome(CheckOutcome outcome) {
            clear(
                    ClearField.OUTCOME,
                    outcome.map(
                            found -> Words.EXEMPTION_FOUND,
                            notFound -> Words.NO_EXEMPTION_FOUND,
                            notChecked -> Words.NOT_CHECKED,
                            undetermined -> Words.UNDETERMINED));
            if (outcome instanceof ExemptionFound found) {
                clear(ClearField.CATEGORY_CODE, Words.EXEMPTION.word(found.category()));
                clear(ClearField.DISCLOSED_CODE, Words.EXEMPTION.word(found.disclosed()));
            }
            if (outcome instanceof NotChecked notChecked) {
                clear(ClearField.NOT_CHECKED_REASON, Words.NOT_CHECKED_REASON.word(notChecked.reason()));
            }
            if (outcome instanceof Undetermined undetermined) {
                clear(ClearField.UNDETERMINED_SOURCE, Words.SOURCE.word(undetermined.source()));
                clear(ClearField.UNDETERMINED_SILENCE, Words.SILENCE.word(undetermined.silence()));
            }
        }

        @Override
        public String toString() {
            return "Writing[…]";
        }
    }
}
