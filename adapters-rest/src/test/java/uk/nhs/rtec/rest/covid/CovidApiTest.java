package uk.nhs.rtec.rest.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.covid.AnswerCovidQuestion;
import uk.nhs.rtec.application.covid.CovidAnswer;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.CallingApp;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.access.WhoIsSignedIn;
import uk.nhs.rtec.rest.api.RunningApi;

class CovidApiTest {

    private static final FhirContext FHIR = FhirContext.forR4();
    private static final FhirValidator VALIDATOR =
            FHIR.newValidator().registerValidatorModule(new FhirInstanceValidator(FHIR));

    private static final Set<ResultSeverityEnum> SERIOUS = Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static final String NUMBER = "patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990548021";
    private static final String FORM =
            "questionnaire=https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";
    private static final String QUESTION = NUMBER + "&" + FORM;
    private static final AnswerCovidQuestion NEVER_ASKED = (asking, number) -> fail("nothing may be asked");

    @Test
    void theAnswerIsThePublishedOneByteForByte() {
        CovidExemption published = exemption(
                "106218-1.1",
                "6077782459",
                "Ivor Fritagelse",
                LocalDate.of(1965, 2, 28),
                CovidStatus.EXEMPT_FROM_VACCINATION_AND_TESTING,
                Optional.of(Instant.parse("2021-11-12T12:59:01Z")));

        RunningApi.Answer answer = asked(answering(published), QUESTION);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                {"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"QuestionnaireResponse/106218-1.1",\
                "resource":{"resourceType":"QuestionnaireResponse","id":"106218-1.1",\
                "questionnaire":"https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption",\
                "status":"completed","subject":{"reference":"#p1",\
                "identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"6077782459"},\
                "display":"Ivor Fritagelse"},\
                "contained":[{"id":"p1","resourceType":"Patient","birthDate":"1965-02-28"}],\
                "item":[{"linkId":"exemptionStatus","answer":[{"valueCoding":{\
                "system":"https://fhir.nhs.uk/CodeSystem/covid-vaccination-medical-exemption","code":"2",\
                "display":"Approved: Exemption from COVID vaccination and testing"}}]},\
                {"linkId":"exemptionPeriodStart","answer":[{"valueDateTime":"2021-09-29T12:58:01+00:00"}]},\
                {"linkId":"exemptionPeriodEnd","answer":[{"valueDateTime":"2021-11-12T12:59:01+00:00"}]}]}}]}""");
    }

    @Test
    void withoutAnExemptionThereIsNoEntryAtAll() {
        RunningApi.Answer answer = asked(answering(), QUESTION);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
        assertThat(complaints(answer.body())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CovidStatus.class)
    void everyAnswerIsFhirButForItsRelativeUrls(CovidStatus status) {
        CovidExemption ending = exemption(
                "1",
                "9990548021",
                "O’Brien",
                LocalDate.of(2000, 2, 29),
                status,
                Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
        CovidExemption open =
                exemption("2", "9990548021", "Ødegård", LocalDate.of(1900, 1, 1), status, Optional.empty());

        RunningApi.Answer answer = asked(answering(ending, open), QUESTION);

        assertThat(answer.body())
                .contains("{\"linkId\":\"exemptionPeriodEnd\",\"answer\":[{\"valueString\":\"null\"}]}");
        assertThat(complaints(answer.body()))
                .as("the published contract's own deviation, once for each record")
                .hasSize(2)
                .allMatch(complaint -> complaint.contains("fullUrl must be an absolute URL"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            questionnaire=FORM | Missing required request parameters: [patient.identifier] | no number
            patient.identifier=&questionnaire=FORM | Missing required request parameters: [patient.identifier] | an empty number
            patient.identifier=9990548021&questionnaire=FORM | Missing required request parameters: [patient.identifier] | no system
            patient.identifier=https://fhir.nhs.uk/Id/other%7C9990548021&questionnaire=FORM | Missing required request parameters: [patient.identifier] | another system
            patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990548022&questionnaire=FORM | Missing required request parameters: [patient.identifier] | a wrong check digit
            patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C99905480&questionnaire=FORM | Missing required request parameters: [patient.identifier] | too short
            patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C999%20054%208021&questionnaire=FORM | Missing required request parameters: [patient.identifier] | with spaces
            NUMBER&NUMBER&questionnaire=FORM | Missing required request parameters: [patient.identifier] | two numbers
            NUMBER | Missing or invalid required request parameters: [questionnaire] | no questionnaire
            NUMBER&questionnaire=x | Missing or invalid required request parameters: [questionnaire] | another questionnaire
            NUMBER&questionnaire=FORM&coding=1 | Unknown search parameter 'coding' for resource type 'QuestionnaireResponse'. | an unknown parameter
            """)
    void whatIsWrongWithAQuestionIsSaidInFhir(String query, String diagnostics, String remark) {
        RunningApi.Answer answer =
                asked(NEVER_ASKED, query.replace("questionnaire=FORM", FORM).replace("NUMBER", NUMBER));

        assertOutcome(answer, 400, diagnostics);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndNoValueIsRepeated() {
        RunningApi.Answer answer =
                asked(NEVER_ASKED, "patient.identifier=Zqxsecret&b%3C9434765919=Zqxsecret&_format=x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("[patient.identifier]", "[questionnaire]", "'b???????????'", "'_format'")
                .doesNotContain("Zqxsecret", "9434765919");
        assertThat(complaints(answer.body())).isEmpty();
    }

    @Test
    void whoBringsNoTokenIsToldSoInFhir() {
        assertUnauthorised(call(NEVER_ASKED).send(), "Provided access token is invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "stranger,   urn:nhsd:apim:app:level3:covid-medical-exemptions, not enrolled",
        "an-app,     urn:nhsd:apim:app:level3:personal-demographics-service, for another API",
        "an-app,     '', for nothing",
        "an-app,     urn:nhsd:apim:user-nhs-login:P0:covid-medical-exemptions, a level that lets nobody in",
        "no-patient, urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions, enrolled for itself only"
    })
    void anAppThatIsNotEnrolledForThisIsRefused(String app, String scope, String remark) {
        assertUnauthorised(
                call(NEVER_ASKED).by(SampleTokens.app(app, scope)).send(), "Provided access token is invalid");
    }

    @Test
    void anOfficersTokenIsOfAnotherKind() {
        assertUnauthorised(
                call(NEVER_ASKED)
                        .by(SampleTokens.officer("REGISTER", SampleTokens::unchanged))
                        .send(),
                "Provided access token is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {CovidScopes.PATIENT_P9, CovidScopes.PATIENT_P5, CovidScopes.APPLICATION})
    void theOneWhoIsSignedInIsHandedOn(String scope) {
        RunningApi.Answer answer = call((asking, number) -> {
                    assertThat(asking.patient())
                            .hasValue(new SignedInPatient(
                                    new NhsNumber("9990548021"), ProofingLevel.P9, new LoginToken("good")));
                    return new CovidAnswer.Current(List.of());
                })
                .by(SampleTokens.app("an-app", scope))
                .header("NHSD-User-Identity", "good")
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aPatientsAppMustSayWhoIsSignedIn() {
        assertUnauthorised(patient(NEVER_ASKED, null), "Missing or invalid ID token");
        assertUnauthorised(patient(NEVER_ASKED, "bad"), "Missing or invalid ID token");
    }

    @Test
    void aPatientIsToldOfNobodyElseAndOnlyWhenKnownWellEnough() {
        assertUnauthorised(
                patient((asking, number) -> new CovidAnswer.AnotherPatient(), "good"),
                "NHS number in request doesn't match NHS number in NHS login account");
        assertUnauthorised(patient((asking, number) -> new CovidAnswer.LevelTooLow(), "good"), "Unauthorized");
    }

    @Test
    void whatIsSilentIs503WithoutABody() {
        RunningApi.Answer keys = patient(NEVER_ASKED, "silent");
        RunningApi.Answer records = asked(
                (asking, number) -> {
                    throw new CovidRecordsUnavailable("silent");
                },
                QUESTION);

        assertThat(List.of(keys, records)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.body()).isEmpty();
        });
    }

    @Test
    void anotherMethodAndAnotherPathAreRefusedInFhirToo() {
        RunningApi api = api(NEVER_ASKED);

        assertOutcome(api.call("POST", "/QuestionnaireResponse").by(app()).send(), 405, "Method Not Allowed");
        assertOutcome(api.call("GET", "/questionnaireresponse").by(app()).send(), 404, "Not Found");
        assertOutcome(api.call("GET", "/metadata").by(app()).send(), 404, "Not Found");
    }

    private static void assertUnauthorised(RunningApi.Answer answer, String diagnostics) {
        assertOutcome(answer, 401, diagnostics);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    private static void assertOutcome(RunningApi.Answer answer, int status, String diagnostics) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(answer.body())
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"processing\",\"diagnostics\":\"" + diagnostics + "\"}]}");
        assertThat(complaints(answer.body())).isEmpty();
    }

    /** What the strict parser, and validation against base R4, find wrong with a body. */
    private static List<String> complaints(String body) {
        FHIR.newJsonParser().setParserErrorHandler(new StrictErrorHandler()).parseResource(body);
        List<String> found = new ArrayList<>();
        for (SingleValidationMessage message :
                VALIDATOR.validateWithResult(body).getMessages()) {
            if (SERIOUS.contains(message.getSeverity())) {
                found.add(message.getMessage());
            }
        }
        return found;
    }

    private static RunningApi.Answer asked(AnswerCovidQuestion answering, String query) {
        return api(answering)
                .call("GET", "/QuestionnaireResponse?" + query)
                .by(app())
                .send();
    }

    private static RunningApi.Call call(AnswerCovidQuestion answering) {
        return api(answering).call("GET", "/QuestionnaireResponse?" + QUESTION);
    }

    private static RunningApi.Answer patient(AnswerCovidQuestion answering, @Nullable String identity) {
        RunningApi.Call call = call(answering).by(SampleTokens.app("an-app", CovidScopes.PATIENT_P9));
        return (identity == null ? call : call.header("NHSD-User-Identity", identity)).send();
    }

    private static java.security.Principal app() {
        return SampleTokens.app("an-app", CovidScopes.APPLICATION);
    }

    private static RunningApi api(AnswerCovidQuestion answering) {
        return new RunningApi(new CovidApi(
                answering,
                new EnrolledApps(List.of(
                        enrolled("an-app", Set.of(AccessMode.APPLICATION_RESTRICTED, AccessMode.USER_RESTRICTED)),
                        enrolled("no-patient", Set.of(AccessMode.APPLICATION_RESTRICTED)))),
                (app, token) -> switch (token) {
                    case "good" ->
                        new WhoIsSignedIn.SignedIn(new SignedInPatient(
                                new NhsNumber("9990548021"), ProofingLevel.P9, new LoginToken("good")));
                    case "silent" -> new WhoIsSignedIn.KeysSilent();
                    default -> new WhoIsSignedIn.Invalid();
                }));
    }

    private static CallingApp enrolled(String id, Set<AccessMode> modes) {
        return new CallingApp(new AppId(id), "use", "basis", modes, ProofingLevel.P9);
    }

    private static AnswerCovidQuestion answering(CovidExemption... exemptions) {
        return (asking, number) -> new CovidAnswer.Current(List.of(exemptions));
    }

    private static CovidExemption exemption(
            String id, String number, String name, LocalDate born, CovidStatus status, Optional<Instant> end) {
        return new CovidExemption(
                new CovidRecordId(id),
                new NhsNumber(number),
                new FullName(name),
                new DateOfBirth(born),
                status,
                new ExemptionPeriod(Instant.parse("2021-09-29T12:58:01Z"), end));
    }
}
