package uk.nhs.rtec.sandbox.covid;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;
import uk.nhs.rtec.sandbox.oauth.AccessMode;
import uk.nhs.rtec.sandbox.oauth.AccessToken;
import uk.nhs.rtec.sandbox.oauth.AccessTokens;
import uk.nhs.rtec.sandbox.oauth.IdentityProvider;

/**
 * The API as it is documented, not as its old sandbox behaved: tokens and parameters are checked, errors are FHIR, and the correlation id
 * comes back.
 */
public final class CovidExemptions implements Endpoint {
    private static final String FHIR = "application/fhir+json";
    private static final String RESOURCE = "/FHIR/R4/QuestionnaireResponse";
    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String FORM = "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";
    private static final String STATUSES = "https://fhir.nhs.uk/CodeSystem/covid-vaccination-medical-exemption";
    private static final String CORRELATION_ID = "X-Correlation-ID";
    private static final String SCHEME = "Bearer ";
    private static final List<String> SCOPES = List.of(
            "urn:nhsd:apim:app:level3:covid-medical-exemptions",
            "urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions");

    /** The published periods are long over: these move with the day, so that somebody has an exemption now. */
    private static final long DAYS_SINCE_START = 100;

    private static final long DAYS_UNTIL_END = 265;

    private final ExemptionRecords records;
    private final AccessTokens tokens;
    private final SignIns signIns;
    private final InstantSource clock;

    /**
     * @param records answered in place of a scenario
     * @param provider whose ID tokens say which patient is signed in
     */
    public CovidExemptions(
            ExemptionRecords records, AccessTokens tokens, IdentityProvider provider, InstantSource clock) {
        this.records = records;
        this.tokens = tokens;
        this.signIns = new SignIns(provider);
        this.clock = clock;
    }

    @Override
    public Answer serve(Request request) {
        Answer answer = answer(request);
        Optional<String> id = request.headers().get(CORRELATION_ID).filter(value -> !value.isEmpty());
        return id.isPresent() ? answer.with(CORRELATION_ID, id.get()) : answer;
    }

    private Answer answer(Request request) {
        Optional<AccessToken> token = request.headers().get("Authorization").flatMap(this::token);
        if (token.isEmpty()) {
            return outcome(401, List.of("Provided access token is invalid"));
        }
        if (!request.path().equals(RESOURCE)) {
            return outcome(404, List.of("Not Found"));
        }
        if (!request.is("GET")) {
            return outcome(405, List.of("Method Not Allowed")).with("Allow", "GET");
        }
        boolean byPatient = token.get().mode() == AccessMode.PATIENT;
        if (byPatient && !isSignedIn(request, token.get())) {
            return outcome(401, List.of("Missing or invalid ID token"));
        }
        Optional<String> number = number(request);
        List<String> wrong = wrong(request, number);
        if (number.isEmpty() || !wrong.isEmpty()) {
            return outcome(400, wrong);
        }
        if (byPatient && !token.get().nhsNumber().equals(number)) {
            return outcome(401, List.of("NHS number in request doesn't match NHS number in NHS login account"));
        }
        return Answer.of(200, FHIR, JsonText.bytes(records.find(number.get()).orElseGet(() -> bundle(number.get()))));
    }

    /** The ID token must be of the very patient that the access token was exchanged for. */
    private boolean isSignedIn(Request request, AccessToken token) {
        Optional<String> identity = request.headers().get("NHSD-User-Identity");
        Optional<String> number = identity.flatMap(idToken -> signIns.nhsNumber(idToken, clock.instant()));
        return number.isPresent() && number.equals(token.nhsNumber());
    }

    private Optional<AccessToken> token(String authorization) {
        return Optional.of(authorization)
                .filter(header -> header.startsWith(SCHEME))
                .flatMap(header -> tokens.find(header.substring(SCHEME.length())))
                .filter(token -> !token.isExpired(clock.instant()))
                .filter(token -> SCOPES.stream().anyMatch(token.scopes()::contains));
    }

    private static Optional<String> number(Request request) {
        List<String> values = request.query().all("patient.identifier");
        return values.stream()
                .filter(value -> values.size() == 1 && value.startsWith(NHS_NUMBER + "|"))
                .map(value -> value.substring(NHS_NUMBER.length() + 1))
                .filter(NhsNumbers::isValid)
                .findFirst();
    }

    private static List<String> wrong(Request request, Optional<String> number) {
        List<String> wrong = new ArrayList<>();
        if (number.isEmpty()) {
            wrong.add("Missing required request parameters: [patient.identifier]");
        }
        if (!request.query().all("questionnaire").equals(List.of(FORM))) {
            wrong.add("Missing or invalid required request parameters: [questionnaire]");
        }
        for (String name : request.query().names()) {
            if (!name.equals("patient.identifier") && !name.equals("questionnaire")) {
                wrong.add("Unknown search parameter '" + name + "' for resource type 'QuestionnaireResponse'.");
            }
        }
        return wrong;
    }

    private JsonObject bundle(String number) {
        JsonObjectBuilder bundle =
                JsonText.object().add("resourceType", "Bundle").add("type", "searchset");
        Scenario.of(number)
                .ifPresent(scenario -> bundle.add(
                        "entry",
                        JsonText.array()
                                .add(JsonText.object()
                                        .add("fullUrl", "QuestionnaireResponse/" + number)
                                        .add("resource", response(number, scenario)))));
        return bundle.build();
    }

    private JsonObjectBuilder response(String number, Scenario scenario) {
        return JsonText.object()
                .add("resourceType", "QuestionnaireResponse")
                .add("id", "2fa8f1b8-caea-4f3d-9978-c0839da568b2")
                .add("questionnaire", FORM)
                .add("status", "completed")
                .add(
                        "subject",
                        JsonText.object()
                                .add("reference", "#p1")
                                .add(
                                        "identifier",
                                        JsonText.object()
                                                .add("system", NHS_NUMBER)
                                                .add("value", number))
                                .add("display", "John Jonah Jameson"))
                .add(
                        "contained",
                        JsonText.array()
                                .add(JsonText.object()
                                        .add("id", "p1")
                                        .add("resourceType", "Patient")
                                        .add("birthDate", "1960-01-01")))
                .add("item", items(scenario));
    }

    private JsonArrayBuilder items(Scenario scenario) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        JsonObjectBuilder status = JsonText.object()
                .add(
                        "valueCoding",
                        JsonText.object()
                                .add("system", STATUSES)
                                .add("code", scenario.code())
                                .add("display", scenario.display()));
        JsonObjectBuilder end = scenario.isOpenEnded()
                ? JsonText.object().add("valueString", "null")
                : JsonText.object().add("valueDateTime", moment(today.plusDays(DAYS_UNTIL_END)));
        return JsonText.array()
                .add(item("exemptionStatus", status))
                .add(item(
                        "exemptionPeriodStart",
                        JsonText.object().add("valueDateTime", moment(today.minusDays(DAYS_SINCE_START)))))
                .add(item("exemptionPeriodEnd", end));
    }

    private static JsonObjectBuilder item(String linkId, JsonObjectBuilder answer) {
        return JsonText.object()
                .add("linkId", linkId)
                .add("answer", JsonText.array().add(answer));
    }

    private static String moment(LocalDate day) {
        return day + "T17:15:00+00:00";
    }

    private static Answer outcome(int status, List<String> diagnostics) {
        JsonArrayBuilder issues = JsonText.array();
        diagnostics.forEach(text -> issues.add(JsonText.object()
                .add("severity", "error")
                .add("code", "processing")
                .add("diagnostics", text)));
        return Answer.of(
                status,
                FHIR,
                JsonText.bytes(JsonText.object()
                        .add("resourceType", "OperationOutcome")
                        .add("issue", issues)
                        .build()));
    }
}
