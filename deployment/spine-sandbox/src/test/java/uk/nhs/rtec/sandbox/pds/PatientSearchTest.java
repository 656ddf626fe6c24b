package uk.nhs.rtec.sandbox.pds;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.oauth.AccessMode;
import uk.nhs.rtec.sandbox.oauth.AccessToken;
import uk.nhs.rtec.sandbox.oauth.AccessTokens;
import uk.nhs.rtec.sandbox.oauth.SpineAccess;
import uk.nhs.rtec.sandbox.people.Samples;

class PatientSearchTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private final Patients patients = new Patients();
    private final AccessTokens tokens = new AccessTokens();
    private final PersonalDemographics pds =
            new PersonalDemographics(patients, tokens, new RateLimits(), Optional.empty(), false, () -> NOW);

    @BeforeEach
    void start() {
        patients.reset(Samples.people().stream());
    }

    private Answer search(AccessMode mode, String query) {
        String token = tokens.issue(new AccessToken(
                "app",
                mode,
                Set.of("urn:nhsd:apim:user-nhs-cis2:aal3:personal-demographics-service"),
                Optional.empty(),
                Optional.empty(),
                List.of("555254240100"),
                SpineAccess.GRANTED,
                NOW.plusSeconds(60)));
        Request request = Asking.get("/FHIR/R4/Patient?" + query)
                .with("Authorization", "Bearer " + token)
                .with("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068")
                .request();
        return pds.serve(request);
    }

    private JsonObject found(String query) {
        return body(search(AccessMode.HEALTHCARE_WORKER, query));
    }

    private static JsonObject body(Answer answer) {
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    private List<String> numbers(String query) {
        JsonObject bundle = found(query);
        return bundle.containsKey("entry")
                ? bundle.getJsonArray("entry").getValuesAs(JsonObject.class).stream()
                        .map(entry -> entry.getJsonObject("resource").getString("id"))
                        .toList()
                : List.of();
    }

    @Test
    void oneMatchIsABundleOfOneWithFullScore() {
        JsonObject bundle = found("family=Smith&gender=female&birthdate=eq2010-10-22&email=jane.smith@example.com");

        assertThat(bundle.keySet()).containsExactly("resourceType", "type", "timestamp", "total", "entry");
        assertThat(bundle.getString("timestamp")).isEqualTo("2026-11-21T10:15:30+00:00");
        JsonObject entry = bundle.getJsonArray("entry").getJsonObject(0);
        assertThat(entry.getString("fullUrl")).isEqualTo(Asking.ROOT + "/FHIR/R4/Patient/9000000009");
        assertThat(entry.getJsonObject("search").getJsonNumber("score").toString())
                .isEqualTo("1");
        assertThat(entry.getJsonObject("resource").keySet()).doesNotContain("managingOrganization");
        assertThat(entry.getJsonObject("resource").getJsonArray("address")).hasSize(1);
    }

    @ParameterizedTest(name = "A9: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "family=Smith&gender=female&birthdate=eq2010-10-22 | 9000000009 1",
                "family=Smith&gender=female&birthdate=ge2010-10-21&birthdate=le2010-10-23 | 9000000009 1",
                "family=Smith&gender=female&birthdate=eq2010-10-22&phone=01632960587 | 9000000009 1",
                "family=Smith&gender=female&birthdate=eq2010-10-22&email=jane.smith@example.com&phone=01632960587 |"
                        + " 9000000009 1",
                "family=Sm*&gender=female&birthdate=eq2010-10-22 | 9000000009 0.8343, 9000000017 0.8343",
                "family=Smith&given=Jane&gender=female&birthdate=eq2010-10-22&_fuzzy-match=true | 9000000017 0.8976",
                "family=Smith&given=Jane&gender=female&birthdate=eq2010-10-22&_fuzzy-match=true&phone=01632960587 |"
                        + " 9000000009 0.9124",
                "family=Smith&given=Jane&gender=female&birthdate=eq2010-10-22&_fuzzy-match=true"
                        + "&email=jane.smith@example.com | 9000000009 0.9124",
                "family=Smith&given=Jane&gender=female&birthdate=eq2010-10-22&_fuzzy-match=true"
                        + "&email=jane.smith@example.com&phone=01632960587 | 9000000009 0.9542",
                "family=Smythe&given=Janet&gender=female&birthdate=eq2005-06-16 | 9000000025 1",
                "family=Trotter&birthdate=eq1980-01-01&email=deb.trotter@example.com | ''",
                "family=CUFF&gender=female&birthdate=eq1926-01-07 | 9732019395 1",
                "family=Godsoe&birthdate=eq1936-02-24 | 9693632125 1",
                "family=TUNNEY&birthdate=ge1950-01-01&death-date=le2019-02-28 | 9733163201 1",
                "family=YOUDS&birthdate=1970-01-24 | 9693633679 1, 9693633687 1, 9693633695 1, 9693633709 1"
            })
    void thePublishedSearchesFindWhomTheyFind(String query, String expected) {
        JsonObject bundle = found(query);

        String found = bundle.containsKey("entry")
                ? bundle.getJsonArray("entry").getValuesAs(JsonObject.class).stream()
                        .map(entry -> entry.getJsonObject("resource").getString("id") + " "
                                + entry.getJsonObject("search").getJsonNumber("score"))
                        .collect(Collectors.joining(", "))
                : "";
        assertThat(found).isEqualTo(expected);
        assertThat(bundle.getInt("total")).isEqualTo(expected.isEmpty() ? 0 : expected.split(",", -1).length);
    }

    @Test
    void noMatchIsABundleWithoutAnEntryMember() {
        JsonObject bundle = found("family=Trotter&birthdate=1980-01-01&email=deb.trotter@example.com");

        assertThat(bundle.getInt("total")).isZero();
        assertThat(bundle.containsKey("entry")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family=Sm*&gender=female&birthdate=eq2010-10-22 | 9000000009,9000000017 | a wildcard",
                "family=Smythe&birthdate=eq2005-06-16 | 9000000025 | published with another birth date",
                "family=youds&birthdate=1970-01-24 | 9693633679,9693633687,9693633695,9693633709 | any case",
                "family=YOUDS&given=Ned&birthdate=1970-01-24 | 9693633687 | a given name",
                "family=Killen&given=Roger&birthdate=ge1936-01-01&birthdate=le1936-12-31 | '' | an old name",
                "family=Killen&given=Roger&birthdate=ge1936-01-01&birthdate=le1936-12-31&_history=true | 9732110317 |"
                        + " with history",
                "family=Godsoe&birthdate=1936-02-24 | 9693632125 | restricted",
                "family=Garton&birthdate=1946-06-23&address-postalcode=dn185dw | 9693632109 | a postcode without space",
                "family=Garton&birthdate=1946-06-23&address-postcode=DN18* | 9693632109 | the old name, a wildcard",
                "family=Garton&birthdate=1946-06-23&general-practitioner=a20047 | 9693632109 | a practice",
                "family=Smith&birthdate=2010-10-22&death-date=ge2010-01-01 | 9000000009 | a death"
            })
    void everyParameterNarrows(String query, String expected, String remark) {
        assertThat(numbers(query))
                .as(remark)
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(",", -1)));
    }

    @Test
    void aRestrictedPatientIsNeverFoundByAPlace() {
        patients.putPatient("9990000018", JsonText.readObject("""
                                {"resourceType":"Patient","id":"9990000018","meta":{"security":[{"code":"R"}]},
                                 "name":[{"use":"usual","family":"Hidden"}],"birthDate":"1980-01-01",
                                 "address":[{"postalCode":"LS1 1AA"}]}""").orElseThrow());

        assertThat(numbers("family=Hidden&birthdate=1980-01-01")).containsExactly("9990000018");
        assertThat(numbers("family=Hidden&birthdate=1980-01-01&address-postalcode=LS1*"))
                .isEmpty();
    }

    @Test
    void aFuzzySearchHearsHomophonesAndTransposedNames() {
        JsonObject bundle = found("family=Smith&given=Jane&birthdate=2010-10-22&_fuzzy-match=true");
        List<JsonObject> entries = bundle.getJsonArray("entry").getValuesAs(JsonObject.class);

        assertThat(entries.get(0).getJsonObject("resource").getString("id")).isEqualTo("9000000009");
        assertThat(entries.get(1).getJsonObject("resource").getString("id")).isEqualTo("9000000017");
        assertThat(entries.get(1).getJsonObject("search").getJsonNumber("score").toString())
                .isEqualTo("0.8976");
        assertThat(numbers("family=Bilal&given=Rahman&birthdate=1979-08-02&_fuzzy-match=true"))
                .containsExactly("9990000522");
        assertThat(numbers("family=Bilal&given=Rahman&birthdate=1979-08-02")).isEmpty();
    }

    @Test
    void anExactSearchKeepsFullScoresOnly() {
        assertThat(numbers("family=Smith&given=Jane&birthdate=2010-10-22&_fuzzy-match=true&_exact-match=true"))
                .containsExactly("9000000009");
    }

    @Test
    void moreThanWantedIsAnOutcomeWithStatus200() {
        Answer answer = search(AccessMode.HEALTHCARE_WORKER, "family=YOUDS&birthdate=1970-01-24&_max-results=3");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer).getString("resourceType")).isEqualTo("OperationOutcome");
        assertThat(answer.bodyText()).contains("TOO_MANY_MATCHES");
    }

    @Test
    void anApplicationMayFindOneAndAskForOne() {
        assertThat(search(AccessMode.APPLICATION, "family=YOUDS&birthdate=1970-01-24")
                        .bodyText())
                .contains("TOO_MANY_MATCHES");
        assertThat(search(AccessMode.APPLICATION, "family=Smith&birthdate=2010-10-22&_max-results=1")
                        .status())
                .isEqualTo(200);
        Answer several = search(AccessMode.APPLICATION, "family=Smith&birthdate=2010-10-22&_max-results=2");
        assertThat(several.status()).isEqualTo(403);
        assertThat(several.bodyText()).contains("\"code\":\"token\"");
    }

    @Test
    void anOpenPdsTakesWhoeverSendsNoTokenForAMemberOfStaff() {
        PersonalDemographics open =
                new PersonalDemographics(patients, tokens, new RateLimits(), Optional.empty(), true, () -> NOW);
        Asking youds = Asking.get("/FHIR/R4/Patient?family=YOUDS&birthdate=1970-01-24")
                .with("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068");

        assertThat(pds.serve(youds.request()).status()).isEqualTo(401);
        assertThat(body(open.serve(youds.request())).getInt("total")).isEqualTo(4);
        assertThat(open.serve(youds.with("NHSD-Session-URID", "555254240100").request())
                        .status())
                .isEqualTo(200);
        assertThat(open.serve(youds.without("X-Request-ID").request()).status()).isEqualTo(400);
        assertThat(open.serve(youds.with("Authorization", "Bearer nobodys").request())
                        .status())
                .as("a token that is sent must be a good one")
                .isEqualTo(401);
    }

    @Test
    void aPatientMayNotSearch() {
        assertThat(search(AccessMode.PATIENT, "family=Smith&birthdate=2010-10-22")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Unsupported Service",
                "family=Smith&year=2010 | 'Invalid request with error - Additional properties are not allowed (''year'' was unexpected)'",
                "a=1&b=2 | 'Invalid request with error - Additional properties are not allowed (''a'', ''b'' were unexpected)'",
                "family=Smith&birthdate=20101022 | 'Invalid value - ''20101022'' in field ''birthdate'''",
                "family=Smith&birthdate=2010-10-22&death-date=x | 'Invalid value - ''x'' in field ''death-date'''",
                "family=Smith&birthdate=2010-10-22&gender=mal | 'Invalid value - ''mal'' in field ''gender'''",
                "family=Smith | 'Missing value - ''birth_date/birth_date_range_start/birth_date_range_end'''",
                "birthdate=2010-10-22 | 'did not meet the minimum requirements'",
                "family=S*&birthdate=2010-10-22 | 'did not meet the minimum requirements'",
                "family=Smith&birthdate=2010-10-22&address-postcode=LS1&address-postalcode=LS1 | 'did not meet the minimum requirements'",
                "family=Smith&birthdate=2010-10-22&_fuzzy-match=true | 'did not meet the fuzzy search criteria'",
                "family=Smi*&given=Jane&birthdate=2010-10-22&_fuzzy-match=true | 'did not meet the fuzzy search criteria'"
            })
    void aSearchThatCannotBeMadeSaysWhy(String query, String text) {
        Answer answer = search(AccessMode.HEALTHCARE_WORKER, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.bodyText()).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "Robert,R163",
        "Rupert,R163",
        "Ashcraft,A261",
        "Tymczak,T522",
        "Pfister,P236",
        "Honeyman,H555",
        "O'Brien,O165"
    })
    void soundexIsAmericanSoundex(String name, String code) {
        assertThat(Soundex.of(name)).isEqualTo(code);
    }
}
