package uk.nhs.rtec.rest.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** Checks that ended in one way or another; the patient is the example of the published documentation. */
public final class SampleChecks {

    public static final StatedPatient PATIENT = new StatedPatient(
            new NhsNumber("9434765919"),
            new DateOfBirth(LocalDate.of(2010, 1, 1)),
            new Postcode("NE32JH"),
            new Surname("Parker"),
            Optional.of(new Forename("Peter")));
    public static final PrescriptionId PRESCRIPTION = new PrescriptionId("471BC8-P83027-34B75X");
    public static final Requester REQUESTER =
            new Requester(new OdsCode("FML84"), new SdsUserId("555254242106"), new Asid("226732150041"));
    public static final CheckId ID = new CheckId(UUID.fromString("0192b1a0-7c11-7000-8000-000000000001"));
    public static final ExemptionCertificate CERTIFICATE = new ExemptionCertificate(
            new CertificateNumber("MAT-0001"),
            ExemptionCategory.MATERNITY,
            new Validity(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));

    private SampleChecks() {}

    public static RecordedCheck endedIn(CheckOutcome outcome) {
        return endedIn(
                outcome,
                new CheckFindings(
                        new PatientTrace.Untraced(PatientTrace.Untraced.Reason.UNKNOWN),
                        new PrescriptionTrace.NotFound(),
                        CertificateSearch.answered(List.of())),
                RequestReference.none());
    }

    public static RecordedCheck endedIn(CheckOutcome outcome, CheckFindings findings, RequestReference reference) {
        return new RecordedCheck(new OpenCheck(
                        ID, REQUESTER, PATIENT, PRESCRIPTION, reference, Instant.parse("2026-03-01T09:00:00.000001Z"))
                .conclude(findings, outcome, Instant.parse("2026-03-01T09:00:00.250Z")));
    }
}
