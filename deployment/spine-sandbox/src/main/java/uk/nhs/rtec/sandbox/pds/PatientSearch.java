package uk.nhs.rtec.sandbox.pds;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** Finds patients by what is known of them. How PDS scores is not published; the published scores come out. */
final class PatientSearch {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);
    private static final BigDecimal BY_WILDCARD = new BigDecimal("0.8343");
    private static final BigDecimal PER_HOMOPHONE = new BigDecimal("0.9474");
    private static final BigDecimal TRANSPOSED = new BigDecimal("0.9");
    private static final Set<String> SHOWN_NAMES = Set.of("usual", "nickname", "temp");
    private static final Set<String> LEFT_OUT = Set.of("managingOrganization", "extension", "name", "address");
    private static final String DEATH_NOTICE =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus";

    private final Patients patients;

    PatientSearch(Patients patients) {
        this.patients = patients;
    }

    /** A patient found, and how sure that is. */
    private record Found(JsonObject patient, BigDecimal score) {
        String id() {
            return patient.getString("id");
        }
    }

    /**
     * @param base the address below which a patient found is to be had
     */
    Answer answer(SearchQuery query, String base, Instant now) {
        List<Found> found =
                PublishedSearch.of(query).flatMap(this::published).map(List::of).orElseGet(() -> found(query));
        if (found.size() > query.most()) {
            return SpineOutcome.TOO_MANY_MATCHES.answer();
        }
        return bundle(found, base, now);
    }

    private Optional<Found> published(PublishedSearch search) {
        return patients.find(search.nhsNumber())
                .filter(Holding.Live.class::isInstance)
                .map(held -> new Found(((Holding.Live) held).patient(), search.score()));
    }

    private List<Found> found(SearchQuery query) {
        return patients.living()
                .filter(each -> !(each.isRestricted() && query.tellsAPlace()))
                .flatMap(each -> found(query, each.patient()).stream())
                .filter(each -> !query.exact() || each.score().compareTo(BigDecimal.ONE) == 0)
                .sorted(Comparator.comparing(Found::score).reversed().thenComparing(Found::id))
                .toList();
    }

    private static Answer bundle(List<Found> found, String base, Instant now) {
        JsonObjectBuilder bundle = JsonText.object()
                .add("resourceType", "Bundle")
                .add("type", "searchset")
                .add("timestamp", TIMESTAMP.format(now))
                .add("total", found.size());
        if (!found.isEmpty()) {
            JsonArrayBuilder entries = JsonText.array();
            found.forEach(each -> entries.add(JsonText.object()
                    .add("fullUrl", base + "/Patient/" + each.id())
                    .add("search", JsonText.object().add("score", each.score()))
                    .add("resource", shown(each.patient()))));
            bundle.add("entry", entries);
        }
        return Answer.of(200, SpineOutcome.FHIR, JsonText.bytes(bundle.build()));
    }

    private static Optional<Found> found(SearchQuery query, JsonObject patient) {
        return sameFacts(query, patient)
                ? nameScore(query, patient).map(score -> new Found(patient, score))
                : Optional.empty();
    }

    /** Everything but the name; in a fuzzy search a death and a practice only weigh. */
    private static boolean sameFacts(SearchQuery query, JsonObject patient) {
        String birthDate = JsonText.string(patient, "birthDate").orElse("");
        String death = JsonText.string(patient, "deceasedDateTime").orElse("");
        boolean born = birthDate.length() == 10 && query.birthDates().stream().allMatch(test -> test.holds(birthDate));
        boolean died = query.deathDates().isEmpty()
                || query.fuzzy()
                || (death.length() >= 10
                        && query.deathDates().stream().allMatch(test -> test.holds(death.substring(0, 10))));
        return born
                && died
                && holds(
                        query.gender(),
                        wanted -> JsonText.string(patient, "gender").orElse("").equals(wanted))
                && holds(query.postcode(), wanted -> livesAt(patient, wanted))
                && (query.fuzzy() || holds(query.practice(), wanted -> isRegisteredWith(patient, wanted)))
                && holds(query.email(), wanted -> canBeReached(patient, "email", wanted))
                && holds(query.phone(), wanted -> canBeReached(patient, "phone", wanted));
    }

    private static boolean holds(Optional<String> wanted, Predicate<String> test) {
        return wanted.isEmpty() || test.test(wanted.get());
    }

    private static boolean livesAt(JsonObject patient, String wanted) {
        return objects(patient, "address")
                .flatMap(address -> JsonText.string(address, "postalCode").stream())
                .anyMatch(postcode -> matches(wanted.replace(" ", ""), postcode.replace(" ", "")));
    }

    private static boolean isRegisteredWith(JsonObject patient, String wanted) {
        return objects(patient, "generalPractitioner")
                .anyMatch(each -> each.get("identifier") instanceof JsonObject identifier
                        && JsonText.string(identifier, "value").orElse("").equalsIgnoreCase(wanted));
    }

    private static boolean canBeReached(JsonObject patient, String system, String wanted) {
        return objects(patient, "telecom")
                .filter(each -> JsonText.string(each, "system").orElse("").equals(system))
                .anyMatch(each -> JsonText.string(each, "value").orElse("").equalsIgnoreCase(wanted));
    }

    /** The best score of any name that counts. */
    private static Optional<BigDecimal> nameScore(SearchQuery query, JsonObject patient) {
        return objects(patient, "name")
                .filter(name -> query.history()
                        || query.fuzzy()
                        || SHOWN_NAMES.contains(JsonText.string(name, "use").orElse("")))
                .flatMap(name -> (query.fuzzy() ? fuzzyScore(query, name) : plainScore(query, name)).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<BigDecimal> plainScore(SearchQuery query, JsonObject name) {
        String family = JsonText.string(name, "family").orElse("");
        List<String> given = given(name);
        boolean same = holds(query.family(), wanted -> matches(wanted, family))
                && query.given().stream().allMatch(wanted -> isGiven(wanted, given));
        if (!same) {
            return Optional.empty();
        }
        return Optional.of(query.hasWildcard() ? BY_WILDCARD : BigDecimal.ONE);
    }

    /** A wildcard matches the first given name only. */
    private static boolean isGiven(String wanted, List<String> given) {
        return wanted.contains("*")
                ? !given.isEmpty() && matches(wanted, given.get(0))
                : given.stream().anyMatch(each -> each.equalsIgnoreCase(wanted))
                        || String.join(" ", given).equalsIgnoreCase(wanted);
    }

    private static Optional<BigDecimal> fuzzyScore(SearchQuery query, JsonObject name) {
        String family = JsonText.string(name, "family").orElse("");
        String first = given(name).stream().findFirst().orElse("");
        Optional<String> wantedFirst = query.given().stream().findFirst();
        Optional<BigDecimal> straight = alike(query.family(), family)
                .flatMap(score -> alike(wantedFirst, first).map(score::multiply));
        Optional<BigDecimal> transposed = alike(query.family(), first)
                .flatMap(score -> alike(wantedFirst, family).map(score::multiply))
                .map(TRANSPOSED::multiply);
        return Stream.of(straight, transposed)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(score -> score.compareTo(BigDecimal.ONE) == 0
                        ? BigDecimal.ONE
                        : score.setScale(4, RoundingMode.HALF_UP));
    }

    private static Optional<BigDecimal> alike(Optional<String> wanted, String name) {
        if (wanted.isEmpty() || wanted.get().equalsIgnoreCase(name)) {
            return Optional.of(BigDecimal.ONE);
        }
        return Soundex.alike(wanted.get(), name) ? Optional.of(PER_HOMOPHONE) : Optional.empty();
    }

    private static boolean matches(String wanted, String value) {
        String small = wanted.toLowerCase(Locale.ROOT);
        int star = small.indexOf('*');
        String other = value.toLowerCase(Locale.ROOT);
        if (star < 0) {
            return other.equals(small);
        }
        String end = small.substring(star + 1).replace("*", "");
        return other.length() >= star + end.length()
                && other.startsWith(small.substring(0, star))
                && other.endsWith(end);
    }

    private static List<String> given(JsonObject name) {
        return name.get("given") instanceof JsonArray names
                ? names.stream()
                        .filter(JsonString.class::isInstance)
                        .map(each -> ((JsonString) each).getString())
                        .toList()
                : List.of();
    }

    private static Stream<JsonObject> objects(JsonObject patient, String member) {
        return patient.get(member) instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                : Stream.of();
    }

    /** A search shows less of a patient than a retrieve. */
    private static JsonObject shown(JsonObject patient) {
        JsonObjectBuilder shown = JsonText.object();
        patient.forEach((member, value) -> {
            if (!LEFT_OUT.contains(member)) {
                shown.add(member, value);
            }
        });
        addKept(shown, patient, "name", name -> SHOWN_NAMES.contains(use(name)));
        addKept(shown, patient, "address", address -> use(address).equals("home"));
        addKept(shown, patient, "extension", each -> JsonText.string(each, "url")
                .orElse("")
                .equals(DEATH_NOTICE));
        return shown.build();
    }

    private static String use(JsonObject element) {
        return JsonText.string(element, "use").orElse("");
    }

    private static void addKept(
            JsonObjectBuilder shown, JsonObject patient, String member, Predicate<JsonObject> kept) {
        JsonArrayBuilder left = JsonText.array();
        objects(patient, member).filter(kept).forEach(left::add);
        JsonArray array = left.build();
        if (!array.isEmpty()) {
            shown.add(member, array);
        }
    }
}
