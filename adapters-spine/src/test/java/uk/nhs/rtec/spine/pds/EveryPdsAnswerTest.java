package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.TestKeys;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;

/** Every answer that PDS documents, and what a check makes of it. */
@Timeout(20)
final class EveryPdsAnswerTest {

    private static final NhsNumber ASKED = new NhsNumber("9990548021");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T09:00:00Z"));

    private UpstreamStub pds;
    private UpstreamStub oauth;
    private PdsPatientDemographics demographics;

    @BeforeEach
    void start() {
        pds = new UpstreamStub();
        oauth = new UpstreamStub();
        oauth.always(UpstreamStub.json(
                200, "application/json", "{\"access_token\":\"t\",\"expires_in\":\"599\",\"token_type\":\"Bearer\"}"));
        AccessTokens tokens = new AccessTokens(
                Clients.client(OauthApi.class, oauth.url("/oauth2/token")),
                new OauthSettings(
                        oauth.url("/oauth2/token"), "a", "k", TestKeys.rsa().getPrivate()),
                CLOCK);
        demographics = new PdsPatientDemographics(
                Clients.client(PdsApi.class, pds.url("")),
                tokens,
                new PdsSettings(Duration.ofMillis(1500)),
                CallRate.perSecond(0).turnsOf(CallRate.Caller.CHECK),
                CLOCK);
    }

    @AfterEach
    void stop() {
        pds.close();
        oauth.close();
    }

    /**
     * The tables of errors of the published specification (PDS), each row with the operation it stands under, or the gateway before
     * them all; the gateway's own come as plain JSON, those of Spine as FHIR, and both are read alike.
     */
    @ParameterizedTest(name = "{0} {1} ({2}, {4}: {5}) is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    200 | TOO_MANY_MATCHES          | multiple-matches | UNREADABLE  | PDS, Search for a patient   | a search's answer, which nobody asked for
                    400 | INVALID_RESOURCE_ID       | value            | UNKNOWN     | PDS, Get patient details    | Resource Id is invalid
                    400 | UNSUPPORTED_SERVICE       | processing       | REFUSED     | PDS, Get patient details    | Unsupported Service
                    400 | MISSING_VALUE             | required         | REFUSED     | PDS, Get patient details    | X-Request-ID header must be supplied to access this resource
                    400 | MISSING_VALUE             | structure        | REFUSED     | PDS, Get patient details    | the example, which has another issue code
                    400 | MISSING_VALUE             | required         | REFUSED     | PDS, Search for a patient   | Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'
                    400 | MISSING_VALUE             | value            | REFUSED     | PDS, gateway                | No ASID is associated with your app
                    400 | INVALID_VALUE             | value            | REFUSED     | PDS, Get patient details    | Invalid value - '1234' in header 'X-Request-ID'
                    400 | INVALID_VALUE             | value            | REFUSED     | PDS, Get patient details    | Invalid value - 'invalid' in header 'NHSD-Session-URID'
                    400 | INVALID_VALUE             | value            | REFUSED     | PDS, Search for a patient   | Invalid value - '20101022' in field 'birthdate'
                    400 | ADDITIONAL_PROPERTIES     | invariant        | REFUSED     | PDS, Search for a patient   | Additional properties are not allowed ('year' was unexpected)
                    400 | INVALID_SEARCH_DATA       | value            | REFUSED     | PDS, Search for a patient   | the search criteria did not meet the minimum requirements
                    400 | INVALID_SEARCH_DATA       | value            | REFUSED     | PDS, Search for a patient   | the data given did not meet the fuzzy search criteria
                    400 | UNSUPPORTED_REQUEST       | value            | REFUSED     | PDS, gateway                | Unsupported path - '/HelloWorld'
                    400 | INVALID_UPDATE            | value            | REFUSED     | PDS, Update patient details | which we never ask for
                    401 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, gateway                | Missing Authorization header
                    401 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, gateway                | Empty Authorization header
                    401 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, gateway                | Missing access token
                    401 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, gateway                | Invalid token type 'Basic', must be 'Bearer'
                    401 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, gateway                | Invalid Access Token, also after it was renewed
                    401 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, Get patient details    | calling application not configured for this operation
                    403 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, Get patient details    | Patient cannot perform this action
                    403 | ACCESS_DENIED             | forbidden        | REFUSED     | PDS, gateway                | Cannot GET resource with this kind of access token
                    403 | INVALID_VALUE             | token            | REFUSED     | PDS, Search for a patient   | Cannot retrieve more than one result; an issue code that FHIR does not have
                    403 | INVALID_METHOD            | forbidden        | REFUSED     | PDS, Update patient details | Cannot update resource with application-restricted access token
                    403 | FORBIDDEN_UPDATE          | forbidden        | REFUSED     | PDS, Update patient details | which we never ask for
                    404 | RESOURCE_NOT_FOUND        | not-found        | UNKNOWN     | PDS, Get patient details    | Patient does not exist for given NHS number
                    404 | INVALIDATED_RESOURCE      | processing       | INVALIDATED | PDS, Get patient details    | invalidated and not superseded by another NHS number
                    408 | UNABLE_TO_CALL_SERVICE    | timeout          | REFUSED     | PDS, Get patient details    | not completed within the configured timeout period
                    409 | RESOURCE_VERSION_MISMATCH | conflict         | REFUSED     | PDS, Update patient details | which we never ask for
                    412 | PRECONDITION_FAILED       | structure        | REFUSED     | PDS, Update patient details | which we never ask for
                    429 | TOO_MANY_REQUESTS         | value            | REFUSED     | PDS, Get patient details    | has exceeded its quota of 300 requests every 1 minute(s)
                    429 | TOO_MANY_REQUESTS         | value            | REFUSED     | PDS, Get patient details    | has created a spike in traffic
                    429 | TOO_MANY_REQUESTS         | value            | REFUSED     | PDS, Get patient details    | This API is currently receiving a high volume of requests
                    500 | UNKNOWN_ERROR             | unknown          | REFUSED     | PDS, gateway                | An unknown error occurred processing this request
                    502 | UNKNOWN_ERROR             | unknown          | REFUSED     | PDS, gateway                | An unknown error occurred processing this request
                    503 | SERVICE_UNAVAILABLE       | timeout          | REFUSED     | PDS, Update patient details | which we never ask for
                    404 | SOMETHING_NEW             | not-found        | UNREADABLE  | nowhere                     | a code that nobody knows says nothing about the patient
                    400 | SOMETHING_NEW             | value            | REFUSED     | nowhere                     | a code that nobody knows
                    418 | SOMETHING_NEW             | unknown          | REFUSED     | nowhere                     | a status that nobody knows
                    """)
    void everyOutcomeOfAnOperation(
            int status, String spineCode, String issueCode, String outcome, String section, String diagnostics) {
        String remark = section + ": " + diagnostics;
        String body = """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","details":{"coding":[{\
                "system":"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode","version":"1","code":"%s",\
                "display":"any"}]},"diagnostics":"%s"}]}""".formatted(issueCode, spineCode, diagnostics);

        pds.always(UpstreamStub.json(status, "application/fhir+json", body));
        assertThat(demographics.trace(ASKED)).as(remark).isEqualTo(trace(outcome));
        pds.always(UpstreamStub.json(status, "application/json", body));
        assertThat(demographics.trace(ASKED)).as(remark).isEqualTo(trace(outcome));
    }

    /** What no page of the specification says: a proxy's pages, and answers that are none of its kind. */
    @ParameterizedTest(name = "{0} with {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    200 | text/html             | <html></html>               | UNREADABLE
                    200 | application/fhir+json | {"resourceType":"Bundle"}   | UNREADABLE
                    204 | application/fhir+json | ''                          | UNREADABLE
                    206 | application/fhir+json | {"resourceType":"Patient","id":"9990548021"} | UNREADABLE
                    302 | text/html             | ''                          | UNREADABLE
                    400 | text/html             | <html></html>               | REFUSED
                    404 | text/html             | <html>No such page</html>   | UNREADABLE
                    404 | application/fhir+json | ''                          | UNREADABLE
                    404 | application/fhir+json | {"resourceType":"Patient"}  | UNREADABLE
                    404 | application/fhir+json | {"resourceType":"OperationOutcome"} | UNREADABLE
                    500 | text/html             | <html></html>               | REFUSED
                    504 | text/html             | <html></html>               | REFUSED
                    """)
    void whatIsNoOutcomeOfAnOperation(int status, String contentType, String body, String outcome) {
        pds.always(UpstreamStub.json(status, contentType, body));

        assertThat(demographics.trace(ASKED)).isEqualTo(trace(outcome));
    }

    /** What a good answer can say besides the details: PDS, Get patient details, "Superseded patients", "Restricted patients", and the schema. */
    @ParameterizedTest(name = "{0} {1} is {2} marked {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    9990548021 | "meta":{"versionId":"7","security":[{"code":"U"}]}        | 9990548021 | ''         | unrestricted
                    9990548021 | "gender":"female"                                         | 9990548021 | ''         | no label at all
                    9990548021 | "meta":{"versionId":"7"}                                  | 9990548021 | ''         | no label at all
                    9990000026 | "meta":{"security":[{"code":"U"}]}                        | 9990000026 | ''         | the number asked for was superseded
                    9990548021 | "meta":{"security":[{"code":"R"}]}                        | 9990548021 | RESTRICTED | sensitive
                    9990548021 | "meta":{"security":[{"code":"V"}]}                        | 9990548021 | RESTRICTED | very restricted
                    9990548021 | "meta":{"security":[{"code":"REDACTED"}]}                 | 9990548021 | RESTRICTED | never seen with a 200
                    9990548021 | "meta":{"security":[{"code":"S"}]}                        | 9990548021 | RESTRICTED | a code that nobody knows
                    9990548021 | "meta":{"security":[{"code":"u"}]}                        | 9990548021 | RESTRICTED | codes have a case
                    9990548021 | "meta":{"security":[{"code":"U"},{"code":"R"}]}           | 9990548021 | RESTRICTED | one of two
                    9990548021 | "meta":{"security":[{"display":"unrestricted"}]}          | 9990548021 | RESTRICTED | a label without a code
                    9990548021 | "meta":{"security":"U"}                                   | 9990548021 | RESTRICTED | a label that cannot be read
                    9990000026 | "meta":{"security":[{"code":"R"}]}                        | 9990000026 | RESTRICTED | superseded and sensitive
                    9990548021 | "deceasedDateTime":"2026-01-02T00:00:00+00:00"            | 9990548021 | DECEASED   | a death with its moment
                    9990548021 | "deceasedDateTime":"2026"                                 | 9990548021 | DECEASED   | a death with its year
                    9990548021 | "extension":[%s1%s]                                       | 9990548021 | DECEASED   | informally notified, no date
                    9990548021 | "extension":[%s2%s]                                       | 9990548021 | DECEASED   | formally notified, no date
                    9990548021 | "deceasedDateTime":"2026-01-02","extension":[%sU%s]       | 9990548021 | ''         | a death that was taken back
                    9990548021 | "meta":{"security":[{"code":"R"}]},"deceasedDateTime":"2026-01-02" | 9990548021 | RESTRICTED DECEASED | both
                    """)
    void everyMark(String id, String members, NhsNumberText number, String marks, String remark) {
        String status = members.replaceFirst(
                        "%s",
                        "{\"url\":\"https://fhir.hl7.org.uk/StructureDefinition/"
                                + "Extension-UKCore-DeathNotificationStatus\",\"extension\":[{\"url\":\"deathNotificationStatus\","
                                + "\"valueCodeableConcept\":{\"coding\":[{\"code\":\"")
                .replaceFirst("%s", "\"}]}}]}");
        pds.always(UpstreamStub.json(
                200, "application/fhir+json", "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"," + status + "}"));

        assertThat(demographics.trace(ASKED))
                .as(remark)
                .isEqualTo(new Traced(new PatientRecord(
                        number.number(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        marks(marks))));
    }

    /** Lets the table hold a number, whose own type does not make itself of a text. */
    record NhsNumberText(NhsNumber number) {
        NhsNumberText(String text) {
            this(new NhsNumber(text));
        }
    }

    private static Set<PatientRecord.Mark> marks(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(PatientRecord.Mark::valueOf)
                .collect(Collectors.toSet());
    }

    private static PatientTrace trace(String outcome) {
        return switch (outcome) {
            case "UNKNOWN" -> new Untraced(Untraced.Reason.UNKNOWN);
            case "INVALIDATED" -> new Untraced(Untraced.Reason.INVALIDATED);
            default -> new NoAnswer(Silence.valueOf(outcome));
        };
    }
}
