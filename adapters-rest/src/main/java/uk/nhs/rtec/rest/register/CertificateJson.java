package uk.nhs.rtec.rest.register;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.application.register.CertificatePage;
import uk.nhs.rtec.application.register.CertificateRecord;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** Certificates as register officers read them. */
final class CertificateJson {

    private CertificateJson() {}

    /** Certificates without their histories. */
    static JsonObject page(CertificatePage page) {
        JsonArrayBuilder certificates = Json.createArrayBuilder();
        page.certificates().forEach(record -> certificates.add(summary(record)));
        return Json.createObjectBuilder()
                .add("certificates", certificates)
                .add("more", page.more())
                .build();
    }

    /** One certificate with its history. */
    static JsonObject whole(CertificateRecord record) {
        return summary(record)
                .add("history", history(record.history(), record.people()))
                .build();
    }

    private static JsonObjectBuilder summary(CertificateRecord record) {
        ExemptionCertificate certificate = record.certificate();
        JsonArrayBuilder people = Json.createArrayBuilder();
        record.people().forEach(person -> people.add(person(person)));
        return Json.createObjectBuilder()
                .add("certificateNumber", certificate.number().value())
                .add("category", certificate.category().code())
                .add("validFrom", certificate.validity().from().toString())
                .add("validTo", certificate.validity().to().toString())
                .add(
                        "revocation",
                        certificate
                                .revocation()
                                .<JsonValue>map(revocation -> Json.createObjectBuilder()
                                        .add("from", revocation.from().toString())
                                        .add("reason", revocation.reason())
                                        .build())
                                .orElse(JsonValue.NULL))
                .add(
                        "suspended",
                        certificate
                                .suspension()
                                .<JsonValue>map(suspension -> Json.createObjectBuilder()
                                        .add("since", suspension.since().toString())
                                        .add("reason", "DEATH_NOTIFIED")
                                        .build())
                                .orElse(JsonValue.NULL))
                .add("people", people);
    }

    private static JsonObjectBuilder person(NamedPerson person) {
        return Json.createObjectBuilder()
                .add("relationship", person.relationship().code())
                .add("nhsNumber", text(person.nhsNumber().map(NhsNumber::inTheClear)))
                .add("surname", person.surname().inTheClear())
                .add("forename", text(person.forename().map(Forename::inTheClear)))
                .add("dateOfBirth", person.dateOfBirth().inTheClear().toString())
                .add("postcode", person.postcode().inTheClear());
    }

    /** The person whom a change added, or of whom something was found, is told by their place among the people. */
    private static JsonArrayBuilder history(List<CertificateChange> changes, List<NamedPerson> people) {
        JsonArrayBuilder history = Json.createArrayBuilder();
        int added = 0;
        for (CertificateChange change : changes) {
            JsonValue person = change.person().isPresent()
                    ? Json.createValue(added++)
                    : change.finding().map(found -> placeOf(found, people)).orElse(JsonValue.NULL);
            JsonObjectBuilder told = Json.createObjectBuilder()
                    .add("what", change.what().name())
                    .add("person", person)
                    .add("at", change.at().toString())
                    .add("odsCode", text(change.officer().map(officer -> officer.organisation()
                            .value())))
                    .add("userId", text(change.officer().map(officer -> officer.user()
                            .value())));
            change.finding().ifPresent(found -> told.add("found", found(found)));
            history.add(told);
        }
        return history;
    }

    private static JsonValue placeOf(Finding found, List<NamedPerson> people) {
        for (int place = 0; place < people.size(); place++) {
            if (people.get(place).nhsNumber().equals(Optional.of(found.registered()))) {
                return Json.createValue(place);
            }
        }
        return JsonValue.NULL;
    }

    /** Of whom nothing may be given away, nothing is. */
    private static JsonObjectBuilder found(Finding found) {
        Optional<PatientRecord> said = Optional.of(found.said()).filter(record -> !found.isRestricted());
        return Json.createObjectBuilder()
                .add("nhsNumber", text(said.map(record -> record.nhsNumber().inTheClear())))
                .add("surname", text(said.flatMap(PatientRecord::surname).map(Surname::inTheClear)))
                .add("forename", text(said.flatMap(PatientRecord::forename).map(Forename::inTheClear)))
                .add(
                        "dateOfBirth",
                        text(said.flatMap(PatientRecord::dateOfBirth)
                                .map(born -> born.inTheClear().toString())))
                .add("postcode", text(said.flatMap(PatientRecord::postcode).map(Postcode::inTheClear)))
                .add("deceased", found.isOfDeath())
                .add("restricted", found.isRestricted())
                .add("event", text(found.promptedBy().map(EventId::value)));
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
