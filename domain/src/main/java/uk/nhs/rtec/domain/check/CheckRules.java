package uk.nhs.rtec.domain.check;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;

/** How what the sources said becomes an outcome. */
public record CheckRules(DisclosurePolicy disclosure, PrescriptionCheckPolicy prescriptionCheck) {

    /**
     * Whom to look for in the register, or nobody when the answer does not hang on it: a source is silent, or age alone exempts.
     *
     * <p>A patient who may not be checked is looked for all the same: an answer that came sooner, or while the register is down, would
     * give away why there is none.
     */
    public Optional<SoughtPerson> toLookFor(OpenCheck check, PatientTrace patient, PrescriptionTrace prescription) {
        CheckFindings findings = new CheckFindings(patient, prescription, CertificateSearch.notNeeded());
        boolean settled = upstreamSilence(findings).isPresent()
                || (Screening.objection(check.patient(), findings).isEmpty() && isExemptByAge(check, patient));
        return settled ? Optional.empty() : Optional.of(sought(check.patient(), patient));
    }

    /** The outcome of a check of which every source has been heard. */
    public CheckOutcome decide(OpenCheck check, CheckFindings findings) {
        Optional<Undetermined> silent = upstreamSilence(findings);
        if (silent.isPresent()) {
            return silent.get();
        }
        Optional<NotChecked.Reason> objection = Screening.objection(check.patient(), findings);
        if (objection.isEmpty() && isExemptByAge(check, findings.patient())) {
            return new ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of());
        }
        DateOfBirth born = sought(check.patient(), findings.patient()).dateOfBirth();
        List<ExemptionCertificate> counting = findings.certificates().held().stream()
                .filter(certificate -> certificate.countsOn(check.day(), born))
                .sorted(disclosedFirst(born))
                .toList();
        if (objection.isEmpty() && !counting.isEmpty()) {
            ExemptionCertificate first = counting.get(0);
            return new ExemptionFound(first.category().exemption(), disclosure.disclosed(first.category()), counting);
        }
        if (findings.certificates().silence().isPresent()) {
            return new Undetermined(
                    Undetermined.Source.EXEMPTION_REGISTER,
                    findings.certificates().silence().get());
        }
        return objection.<CheckOutcome>map(NotChecked::new).orElseGet(NoExemptionFound::new);
    }

    private Optional<Undetermined> upstreamSilence(CheckFindings findings) {
        if (findings.patient() instanceof PatientTrace.NoAnswer noAnswer) {
            return Optional.of(new Undetermined(Undetermined.Source.PDS, noAnswer.silence()));
        }
        if (prescriptionCheck == PrescriptionCheckPolicy.REQUIRED
                && findings.prescription() instanceof PrescriptionTrace.NoAnswer noAnswer) {
            return Optional.of(new Undetermined(Undetermined.Source.PRESCRIPTION_TRACKER, noAnswer.silence()));
        }
        return Optional.empty();
    }

    private static boolean isExemptByAge(OpenCheck check, PatientTrace patient) {
        return patient instanceof Traced traced
                && traced.record()
                        .dateOfBirth()
                        .filter(birth -> birth.isExemptByAge(check.day()))
                        .isPresent();
    }

    /** The one that ends last is disclosed; of two that end together, the one whose category comes first in the vocabulary. */
    private static Comparator<ExemptionCertificate> disclosedFirst(DateOfBirth born) {
        return Comparator.<ExemptionCertificate, LocalDate>comparing(certificate -> certificate.lastDay(born))
                .reversed()
                .thenComparing(ExemptionCertificate::category)
                .thenComparing(ExemptionCertificate::number);
    }

    private static SoughtPerson sought(StatedPatient stated, PatientTrace patient) {
        if (patient instanceof Traced traced) {
            PatientRecord recorded = traced.record();
            return new SoughtPerson(
                    Set.copyOf(List.of(stated.nhsNumber(), recorded.nhsNumber())),
                    recorded.dateOfBirth().orElse(stated.dateOfBirth()),
                    recorded.surname(),
                    recorded.postcode(),
                    recorded.forename());
        }
        return new SoughtPerson(
                Set.of(stated.nhsNumber()),
                stated.dateOfBirth(),
                Optional.of(stated.surname()),
                Optional.of(stated.postcode()),
                stated.forename());
    }
}
