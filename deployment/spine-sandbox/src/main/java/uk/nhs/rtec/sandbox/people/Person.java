package uk.nhs.rtec.sandbox.people;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.sandbox.http.JsonText;

/**
 * One row of the people table: somebody PDS knows, or a number that leads elsewhere.
 *
 * @param traits what is out of the ordinary, each as {@code name} or {@code name=value}
 * @param certificates the numbers of the exemption certificates that name this person
 * @param purpose the branch of the check that this person is for
 */
public record Person(
        String nhsNumber,
        String title,
        String given,
        String family,
        String gender,
        String birthDate,
        List<String> addressLines,
        String postcode,
        String practice,
        List<String> traits,
        List<String> certificates,
        String purpose) {
    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    static Person fromRow(List<String> cells) {
        return new Person(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                parts(cells.get(6), "\\|"),
                cells.get(7),
                cells.get(8),
                parts(cells.get(9), ";"),
                parts(cells.get(10), " "),
                cells.get(11));
    }

    private static List<String> parts(String cell, String separator) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(separator, -1));
    }

    public boolean is(String trait) {
        return traits.contains(trait);
    }

    public Optional<String> trait(String name) {
        return traits.stream()
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst();
    }

    /** The FHIR resource that PDS holds. */
    public JsonObject patient() {
        if (is("resource")) {
            return JsonText.readObject(Table.text(nhsNumber + ".json")).orElseThrow();
        }
        JsonObjectBuilder patient = JsonText.object()
                .add("resourceType", "Patient")
                .add("id", nhsNumber)
                .add("identifier", JsonText.array().add(identifier()))
                .add(
                        "meta",
                        JsonText.object()
                                .add("versionId", trait("version").orElse("3"))
                                .add("security", JsonText.array().add(security())));
        if (!family.isEmpty()) {
            patient.add("name", names());
        }
        if (!gender.isEmpty()) {
            patient.add("gender", gender);
        }
        if (!birthDate.isEmpty()) {
            patient.add("birthDate", birthDate);
        }
        deathDate().ifPresent(day -> patient.add("deceasedDateTime", day + "T00:00:00+00:00"));
        if (!practice.isEmpty()) {
            patient.add("generalPractitioner", JsonText.array().add(generalPractitioner()));
        }
        deathNotification()
                .ifPresent(status -> patient.add("extension", JsonText.array().add(status)));
        if (!postcode.isEmpty()) {
            patient.add("address", addresses());
        }
        return patient.build();
    }

    private JsonObjectBuilder identifier() {
        return JsonText.object()
                .add("system", "https://fhir.nhs.uk/Id/nhs-number")
                .add("value", nhsNumber)
                .add(
                        "extension",
                        JsonText.array()
                                .add(JsonText.object()
                                        .add("url", UK_CORE + "NHSNumberVerificationStatus")
                                        .add(
                                                "valueCodeableConcept",
                                                concept(
                                                        "NHSNumberVerificationStatus",
                                                        "01",
                                                        "Number present and verified"))));
    }

    private static JsonObjectBuilder concept(String codeSystem, String code, String display) {
        return JsonText.object()
                .add(
                        "coding",
                        JsonText.array()
                                .add(JsonText.object()
                                        .add("system", "https://fhir.hl7.org.uk/CodeSystem/UKCore-" + codeSystem)
                                        .add("version", "1.0.0")
                                        .add("code", code)
                                        .add("display", display)));
    }

    private JsonObject security() {
        return confidentiality(is("restricted") ? "R" : is("very-restricted") ? "V" : "U");
    }

    /** The label of a record: {@code U}, {@code R} or {@code V}. */
    public static JsonObject confidentiality(String code) {
        String display = code.equals("R") ? "restricted" : code.equals("V") ? "very restricted" : "unrestricted";
        return JsonText.object()
                .add("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .add("code", code)
                .add("display", display)
                .build();
    }

    private JsonArrayBuilder names() {
        JsonArrayBuilder names = JsonText.array();
        names.add(name("n1", "usual", period(is("periods-ended")), given, family));
        trait("formerly").ifPresent(former -> {
            int slash = former.indexOf('/');
            names.add(name(
                    "n2",
                    "old",
                    JsonText.object().add("start", "2001-01-01").add("end", "2014-12-31"),
                    slash < 0 ? given : former.substring(0, slash),
                    former.substring(slash + 1)));
        });
        return names;
    }

    private JsonObjectBuilder name(
            String id, String use, JsonObjectBuilder period, String givenNames, String familyName) {
        JsonArrayBuilder givens = JsonText.array();
        Arrays.stream(givenNames.split(" ", -1)).forEach(givens::add);
        JsonObjectBuilder name = JsonText.object()
                .add("id", id)
                .add("use", use)
                .add("period", period)
                .add("given", givens)
                .add("family", familyName);
        if (!title.isEmpty()) {
            name.add("prefix", JsonText.array().add(title));
        }
        trait("suffix").ifPresent(suffix -> name.add("suffix", JsonText.array().add(suffix)));
        return name;
    }

    private JsonArrayBuilder addresses() {
        JsonArrayBuilder addresses = JsonText.array();
        JsonObjectBuilder home = JsonText.object()
                .add("id", "a1")
                .add("period", period(is("periods-ended")))
                .add("use", "home");
        if (!addressLines.isEmpty()) {
            JsonArrayBuilder lines = JsonText.array();
            addressLines.forEach(lines::add);
            home.add("line", lines);
        }
        addresses.add(home.add("postalCode", postcode));
        trait("staying-at")
                .ifPresent(elsewhere -> addresses.add(JsonText.object()
                        .add("id", "a2")
                        .add("period", JsonText.object().add("start", "2026-01-05"))
                        .add("use", "temp")
                        .add("text", "Staying with family")
                        .add("line", JsonText.array().add("2 Temporary Lodgings"))
                        .add("postalCode", elsewhere)));
        return addresses;
    }

    private static JsonObjectBuilder period(boolean ended) {
        JsonObjectBuilder period = JsonText.object().add("start", "2015-01-01");
        return ended ? period.add("end", "2021-12-31") : period;
    }

    private JsonObject generalPractitioner() {
        return practice(practice, period(is("periods-ended")).build());
    }

    /** The general practice of a record. */
    public static JsonObject practice(String odsCode, String since) {
        return practice(odsCode, JsonText.object().add("start", since).build());
    }

    private static JsonObject practice(String odsCode, JsonObject period) {
        return JsonText.object()
                .add("id", "g1")
                .add("type", "Organization")
                .add(
                        "identifier",
                        JsonText.object()
                                .add("system", ODS)
                                .add("value", odsCode)
                                .add("period", period))
                .build();
    }

    private Optional<String> deathDate() {
        return trait("deceased").map(death -> death.substring(0, 10));
    }

    private Optional<JsonObject> deathNotification() {
        if (is("death-retracted")) {
            return Optional.of(deathNotice("U", "2026-02-02"));
        }
        return trait("deceased").map(death -> deathNotice(death.substring(11), death.substring(0, 10)));
    }

    /** What a record says of a death: {@code 1} informal, {@code 2} formal, {@code U} taken back. */
    public static JsonObject deathNotice(String code, String day) {
        String display = code.equals("2")
                ? "Formal - death notice received from Registrar of Deaths"
                : code.equals("1")
                        ? "Informal - death notice received via an update from a local NHS Organisation such as GP or Trust"
                        : "Removed";
        return JsonText.object()
                .add("url", UK_CORE + "DeathNotificationStatus")
                .add(
                        "extension",
                        JsonText.array()
                                .add(JsonText.object()
                                        .add("url", "deathNotificationStatus")
                                        .add("valueCodeableConcept", concept("DeathNotificationStatus", code, display)))
                                .add(JsonText.object()
                                        .add("url", "systemEffectiveDate")
                                        .add("valueDateTime", day + "T00:00:00+00:00")))
                .build();
    }
}
