package uk.nhs.rtec.spine.pds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.TestKeys;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

/** PDS and its token service as a stub has them, and the client before it. */
abstract class PdsStory {

    static final String FHIR = "application/fhir+json";
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T09:00:00Z"));

    CallRate rate = CallRate.perSecond(0);
    final Map<String, Behaviour> known = new ConcurrentHashMap<>();
    UpstreamStub pds;
    UpstreamStub oauth;
    PdsPatientDemographics demographics;

    @BeforeEach
    void start() {
        pds = new UpstreamStub();
        oauth = new UpstreamStub();
        issues("token-1");
        pds.always(UpstreamStub.json(404, FHIR, outcome("RESOURCE_NOT_FOUND", "not-found")));
        demographics = over(Clients.client(PdsApi.class, pds.url("/personal-demographics/FHIR/R4")));
    }

    @AfterEach
    void stop() {
        pds.close();
        oauth.close();
    }

    void answers(NhsNumber asked, PatientRecord person) {
        known.put(
                "/personal-demographics/FHIR/R4/Patient/" + asked.inTheClear(),
                UpstreamStub.json(200, FHIR, body(person)));
        Behaviour unknown = UpstreamStub.json(404, FHIR, outcome("RESOURCE_NOT_FOUND", "not-found"));
        pds.always((exchange, closing) ->
                known.getOrDefault(exchange.getRequestURI().getPath(), unknown).serve(exchange, closing));
    }

    PdsPatientDemographics over(PdsApi api) {
        OauthSettings settings = new OauthSettings(
                oauth.url("/oauth2/token"),
                "an-api-key",
                "key-1",
                TestKeys.rsa().getPrivate());
        AccessTokens tokens =
                new AccessTokens(Clients.client(OauthApi.class, oauth.url("/oauth2/token")), settings, CLOCK);
        return new PdsPatientDemographics(
                api, tokens, new PdsSettings(Duration.ofMillis(1500)), rate.turnsOf(CallRate.Caller.CHECK), CLOCK);
    }

    void issues(String token) {
        oauth.always(token(token));
    }

    static Behaviour token(String token) {
        return UpstreamStub.json(
                200,
                "application/json",
                "{\"access_token\":\"%s\",\"expires_in\":\"599\",\"token_type\":\"Bearer\",\"issued_at\":\"1763756400000\"}"
                        .formatted(token));
    }

    static String patient(String members) {
        return "{\"resourceType\":\"Patient\",\"id\":\"9990548021\"" + (members.isBlank() ? "" : "," + members) + "}";
    }

    /** The members that PDS gives a person, in its order. */
    static String body(PatientRecord person) {
        boolean restricted = person.marks().contains(Mark.RESTRICTED);
        StringBuilder body = new StringBuilder("{\"resourceType\":\"Patient\",\"id\":\"%s\""
                .formatted(person.nhsNumber().inTheClear()));
        body.append(
                ",\"meta\":{\"versionId\":\"7\",\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"%s\"}]}"
                        .formatted(restricted ? "R" : "U"));
        person.surname()
                .ifPresent(surname -> body.append(
                        ",\"name\":[{\"use\":\"usual\",\"period\":{\"start\":\"2004-05-17\"}%s,\"family\":\"%s\"}]"
                                .formatted(
                                        person.forename()
                                                .map(given ->
                                                        ",\"given\":[\"%s\",\"Rae\"]".formatted(given.inTheClear()))
                                                .orElse(""),
                                        surname.inTheClear())));
        person.dateOfBirth().ifPresent(born -> body.append(",\"birthDate\":\"%s\"".formatted(born.inTheClear())));
        person.postcode()
                .ifPresent(postcode -> body.append(
                        ",\"address\":[{\"use\":\"home\",\"period\":{\"start\":\"2015-09-01\"},\"line\":[\"Flat 2\"],\"postalCode\":\"%s\"}]"
                                .formatted(postcode.inTheClear())));
        if (person.marks().contains(Mark.DECEASED)) {
            body.append(",\"deceasedDateTime\":\"2026-01-02T00:00:00+00:00\"");
        }
        return body.append("}").toString();
    }

    static String outcome(String spineCode, String issueCode) {
        return """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","details":{"coding":[{\
                "system":"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode","version":"1","code":"%s"}]}}]}""".formatted(issueCode, spineCode);
    }
}
