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
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;

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
        return summary(record).add("history", history(record.history())).build();
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

    /** The person that a change added is told by their place among the people. */
    private static JsonArrayBuilder history(List<CertificateChange> changes) {
        JsonArrayBuilder history = Json.createArrayBuilder();
        int people = 0;
        for (CertificateChange change : changes) {
            JsonValue person = change.person().isPresent() ? Json.createValue(people++) : JsonValue.NULL;
            history.add(Json.createObjectBuilder()
                    .add("what", change.what().name())
                    .add("person", person)
                    .add("at", change.at().toString())
                    .add("odsCode", text(change.officer().map(officer -> officer.organisation()
                            .value())))
                    .add("userId", text(change.officer().map(officer -> officer.user()
                            .value()))));
        }
        return history;
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
