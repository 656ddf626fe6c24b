package uk.nhs.rtec.spine.eps;

import java.util.Locale;
import java.util.Optional;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.Found;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.IssueNotFound;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NotFound;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** The four-part answer of the tracker: a status code, a reason, a version and, when all is well, a prescription. */
record TrackerAnswer(TolerantObject answer) {

    PrescriptionTrace about(PrescriptionId asked) {
        return answer.textOrNumber("statusCode")
                .map(String::strip)
                .map(code -> meaning(code, asked))
                .orElseGet(TrackerAnswer::unreadable);
    }

    /** 2, 4 and 5 are the tracker's own trouble; 50 to 61 say that we asked wrongly, and the rest are not for this question. */
    private PrescriptionTrace meaning(String statusCode, PrescriptionId asked) {
        return switch (statusCode) {
            case "0", "" -> prescription(asked);
            case "1" -> new NotFound();
            case "3" -> new IssueNotFound();
            case "2", "4", "5" -> new NoAnswer(Silence.REFUSED);
            default -> unreadable();
        };
    }

    private PrescriptionTrace prescription(PrescriptionId asked) {
        if (!answer.has("prescription")) {
            return new NotFound();
        }
        Optional<TolerantObject> payload = answer.object("prescription");
        if (payload.filter(TolerantObject::isEmpty).isPresent()) {
            return new NotFound();
        }
        return payload.filter(prescription -> isAbout(asked, prescription))
                .flatMap(TrackerAnswer::tracked)
                .<PrescriptionTrace>map(Found::new)
                .orElseGet(TrackerAnswer::unreadable);
    }

    /** Spine keeps prescriptions by the ID without its check character. */
    private static boolean isAbout(PrescriptionId asked, TolerantObject prescription) {
        String id = asked.inTheClear();
        return prescription
                .text("prescriptionId")
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .filter(text -> text.equals(id) || text.equals(id.substring(0, id.length() - 1)))
                .isPresent();
    }

    private static Optional<TrackedPrescription> tracked(TolerantObject prescription) {
        Optional<NhsNumber> patient =
                prescription.textOrNumber("patientNhsNumber").flatMap(NhsNumber::parse);
        Optional<PrescriptionState> state = prescription
                .object("issue")
                .flatMap(issue -> issue.object("prescriptionStatus"))
                .flatMap(status -> status.text("statusCode"))
                .flatMap(PrescriptionState::ofCode);
        PrescriptionOrigin origin = prescription
                .object("prescriptionType")
                .flatMap(type -> type.text("prescriptionTypeCode"))
                .map(PrescriptionOrigin::ofTypeCode)
                .orElse(PrescriptionOrigin.ENGLISH_NHS);
        return patient.flatMap(number -> state.map(known -> new TrackedPrescription(number, known, origin)));
    }

    private static PrescriptionTrace unreadable() {
        return new NoAnswer(Silence.UNREADABLE);
    }

    @Override
    public String toString() {
        return "TrackerAnswer[…]";
    }
}
