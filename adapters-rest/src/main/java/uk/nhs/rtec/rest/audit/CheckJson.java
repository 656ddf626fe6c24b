package uk.nhs.rtec.rest.audit;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.audit.OutcomeReason;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.rest.api.Cursors;

/** Checks as auditors read them. */
final class CheckJson {

    private CheckJson() {}

    static JsonObject page(CheckPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder checks = Json.createArrayBuilder();
        page.checks().forEach(check -> checks.add(inPage(check)));
        return Json.createObjectBuilder()
                .add("checks", checks)
                .add(
                        "next",
                        text(page.next()
                                .map(cursor -> cursors.text(new Cursors.Place(
                                        cursor.askedAt(), cursor.id().value())))))
                .add("total", page.total())
                .add("more", page.more())
                .build();
    }

    /** One check as a page has it. */
    static JsonObjectBuilder inPage(KeptCheck check) {
        return check.map(CheckJson::summary, CheckJson::erased);
    }

    static JsonObject whole(KeptCheck check) {
        return check.map(CheckJson::whole, erased -> erased(erased)
                .add("requestId", text(erased.requestId().map(Object::toString)))
                .build());
    }

    private static JsonObject whole(RecordedCheck check) {
        OpenCheck asked = check.concluded().asked();
        CheckFindings findings = check.concluded().findings();
        return summary(check)
                .add("correlationId", text(asked.reference().correlationId()))
                .add("requestId", text(asked.reference().requestId().map(Object::toString)))
                .add("stated", stated(asked.patient()))
                .add("demographics", demographics(findings.patient()))
                .add("prescription", prescription(findings.prescription()))
                .add("register", register(findings.certificates()))
                .build();
    }

    private static JsonObjectBuilder summary(RecordedCheck check) {
        ConcludedCheck concluded = check.concluded();
        OpenCheck asked = concluded.asked();
        JsonArrayBuilder certificates = Json.createArrayBuilder();
        concluded
                .findings()
                .certificates()
                .held()
                .forEach(held -> certificates.add(held.number().value()));
        return summary(check.id(), asked.askedAt(), concluded.answeredAt(), check.outcome(), certificates)
                .add("prescriptionId", asked.prescription().inTheClear())
                .addAll(requester(asked.requester()));
    }

    /** Says so: that somebody has no certificate is not the same as that nobody can tell any more. */
    private static JsonObjectBuilder erased(ErasedCheck check) {
        return summary(check.id(), check.askedAt(), check.answeredAt(), check.outcome(), Json.createArrayBuilder())
                .add("prescriptionId", check.prescription().inTheClear())
                .addAll(requester(check.requester()))
                .add("patient", "ERASED");
    }

    private static JsonObjectBuilder summary(
            CheckId id, Instant askedAt, Instant answeredAt, CheckOutcome outcome, JsonArrayBuilder certificates) {
        return Json.createObjectBuilder()
                .add("id", id.toString())
                .add("askedAt", askedAt.toString())
                .add("answeredAt", answeredAt.toString())
                .add("outcome", OutcomeKind.of(outcome).name())
                .add("reason", text(OutcomeReason.of(outcome).map(OutcomeReason::word)))
                .add("category", text(found(outcome).map(found -> found.category()
                        .code())))
                .add("type", text(found(outcome).map(found -> found.disclosed().code())))
                .add("certificates", certificates);
    }

    private static JsonObjectBuilder requester(Requester requester) {
        return Json.createObjectBuilder()
                .add("odsCode", requester.organisation().value())
                .add("asid", requester.system().value())
                .add("userId", requester.practitioner().value());
    }

    private static Optional<CheckOutcome.ExemptionFound> found(CheckOutcome outcome) {
        return outcome.map(
                Optional::of, notFound -> Optional.empty(), notChecked -> Optional.empty(), silent -> Optional.empty());
    }

    private static JsonObjectBuilder stated(StatedPatient patient) {
        return Json.createObjectBuilder()
                .add("nhsNumber", patient.nhsNumber().inTheClear())
                .add("dob", patient.dateOfBirth().inTheClear().toString())
                .add("postcode", patient.postcode().inTheClear())
                .add("surname", patient.surname().inTheClear())
                .add("forename", text(patient.forename().map(Forename::inTheClear)));
    }

    private static JsonObjectBuilder demographics(PatientTrace trace) {
        return trace.map(
                traced -> recorded(traced.record())
                        .add("askedBefore", text(traced.askedBefore().map(Object::toString))),
                untraced -> answer(untraced.reason().name()),
                noAnswer ->
                        answer("NO_ANSWER").add("silence", noAnswer.silence().name()));
    }

    private static JsonObjectBuilder recorded(PatientRecord patient) {
        JsonArrayBuilder marks = Json.createArrayBuilder();
        patient.marks().stream().map(Enum::name).sorted().forEach(marks::add);
        return answer("TRACED")
                .add("nhsNumber", patient.nhsNumber().inTheClear())
                .add(
                        "dob",
                        text(patient.dateOfBirth().map(DateOfBirth::inTheClear).map(Object::toString)))
                .add("postcode", text(patient.postcode().map(Postcode::inTheClear)))
                .add("surname", text(patient.surname().map(Surname::inTheClear)))
                .add("forename", text(patient.forename().map(Forename::inTheClear)))
                .add("marks", marks);
    }

    private static JsonObjectBuilder prescription(PrescriptionTrace trace) {
        return trace.map(
                found -> answer("FOUND")
                        .add("nhsNumber", found.prescription().patient().inTheClear())
                        .add("state", found.prescription().state().code())
                        .add("origin", found.prescription().origin().name()),
                notFound -> answer("NOT_FOUND"),
                issueNotFound -> answer("ISSUE_NOT_FOUND"),
                noAnswer ->
                        answer("NO_ANSWER").add("silence", noAnswer.silence().name()));
    }

    private static JsonObjectBuilder register(CertificateSearch search) {
        return Json.createObjectBuilder()
                .add("certificates", certificates(search.held()))
                .add("silence", text(search.silence().map(Enum::name)));
    }

    private static JsonArrayBuilder certificates(List<ExemptionCertificate> held) {
        JsonArrayBuilder certificates = Json.createArrayBuilder();
        held.forEach(certificate -> certificates.add(Json.createObjectBuilder()
                .add("certificateNumber", certificate.number().value())
                .add("category", certificate.category().code())
                .add("validFrom", certificate.validity().from().toString())
                .add("validTo", certificate.validity().to().toString())
                .add(
                        "revokedFrom",
                        text(certificate.revocation().map(Revocation::from).map(Object::toString)))
                .add(
                        "suspendedSince",
                        text(certificate.suspension().map(Suspension::since).map(Object::toString)))));
        return certificates;
    }

    private static JsonObjectBuilder answer(String kind) {
        return Json.createObjectBuilder().add("answer", kind);
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
