package uk.nhs.rtec.sandbox.pds;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** What PDS has under one NHS number. */
sealed interface Holding {

    /** Another number has taken this one's place. */
    record Superseded(String by) implements Holding {}

    /** The record was marked as invalid, and nothing took its place. */
    record Invalidated() implements Holding {}

    /**
     * A patient's record, with the answer to a retrieve of it made ready.
     *
     * @param patient as a search sees it
     */
    record Live(JsonObject patient, Answer answer) implements Holding {

        static Live of(JsonObject stored) {
            JsonObject patient = isRestricted(stored) ? withheld(stored) : stored;
            return new Live(
                    patient,
                    Answer.of(200, SpineOutcome.FHIR, JsonText.bytes(patient))
                            .with("ETag", "W/\"" + version(patient) + "\""));
        }

        /** One published patient has another birth date in a search than in a retrieve. */
        Live foundByBirthDate(String birthDate) {
            return new Live(JsonText.object(patient).add("birthDate", birthDate).build(), answer);
        }

        boolean isRestricted() {
            return isRestricted(patient);
        }

        private static boolean isRestricted(JsonObject patient) {
            return patient.get("meta") instanceof JsonObject meta
                    && meta.get("security") instanceof JsonArray labels
                    && labels.stream()
                            .anyMatch(label -> label instanceof JsonObject coded
                                    && !JsonText.string(coded, "code")
                                            .orElse("U")
                                            .equals("U"));
        }

        private static String version(JsonObject patient) {
            return patient.get("meta") instanceof JsonObject meta
                    ? JsonText.string(meta, "versionId").orElse("1")
                    : "1";
        }

        private static final Set<String> WITHHELD = Set.of("address", "telecom", "contact", "generalPractitioner");
        private static final Set<String> WITHHELD_EXTENSIONS = Set.of(
                "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy",
                "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-PreferredDispenserOrganization",
                "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicalApplianceSupplier",
                "http://hl7.org/fhir/StructureDefinition/patient-birthPlace");

        /** Of a restricted record nothing leaves that says where somebody is: the members are absent, not empty. */
        private static JsonObject withheld(JsonObject stored) {
            JsonObjectBuilder shown = JsonText.object();
            stored.forEach((member, value) -> {
                if (member.equals("extension") && value instanceof JsonArray extensions) {
                    JsonArray left = shown(extensions);
                    if (!left.isEmpty()) {
                        shown.add(member, left);
                    }
                } else if (!WITHHELD.contains(member)) {
                    shown.add(member, value);
                }
            });
            return shown.build();
        }

        private static JsonArray shown(JsonArray extensions) {
            JsonArrayBuilder left = JsonText.array();
            for (JsonValue each : extensions) {
                boolean tells = each instanceof JsonObject extension
                        && WITHHELD_EXTENSIONS.contains(
                                JsonText.string(extension, "url").orElse(""));
                if (!tells) {
                    left.add(each);
                }
            }
            return left.build();
        }
    }
}
