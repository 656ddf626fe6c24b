package uk.nhs.rtec.rest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.application.register.CertificatePage;
import uk.nhs.rtec.application.register.CertificateQuery;
import uk.nhs.rtec.application.register.CertificateRecord;
import uk.nhs.rtec.application.register.CertificateRecords.Revoked;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ReadRegister;
import uk.nhs.rtec.application.register.RegisterCertificate;
import uk.nhs.rtec.application.register.RegisterUnavailable;
import uk.nhs.rtec.application.register.RevokeCertificate;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleCursors;

class CertificatesApiTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));
    private static final Officer OFFICER = new Officer(new OdsCode("X26"), new SdsUserId("555254240000"));
    private static final ExemptionCertificate CERTIFICATE = new ExemptionCertificate(
            new CertificateNumber("HC2/1"),
            ExemptionCategory.LOW_INCOME,
            new Validity(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
    private static final NamedPerson HOLDER = new NamedPerson(
            Relationship.HOLDER,
            Optional.of(new NhsNumber("9000000009")),
            new Surname("Example"),
            Optional.of(new Forename("Ann")),
            new DateOfBirth(LocalDate.of(1990, 5, 5)),
            new Postcode("LS1 4AP"));
    private static final NamedPerson PARTNER = new NamedPerson(
            Relationship.PARTNER,
            Optional.empty(),
            new Surname("Sample"),
            Optional.empty(),
            new DateOfBirth(LocalDate.of(1988, 11, 30)),
            new Postcode("M11AE"));
    private static final CertificateRecord RECORD = new CertificateRecord(
            CERTIFICATE.revoked(new Revocation(LocalDate.of(2026, 4, 1), "issued in error")),
            List.of(
                    CertificateChange.registered(Instant.parse("2026-01-01T09:00:00.000001Z"), Optional.empty()),
                    CertificateChange.added(HOLDER, Instant.parse("2026-01-01T09:00:00.000001Z"), Optional.empty()),
                    CertificateChange.added(PARTNER, Instant.parse("2026-02-01T09:00:00Z"), Optional.of(OFFICER)),
                    CertificateChange.revoked(Instant.parse("2026-03-01T09:00:00Z"), OFFICER)));
    private static final String PEOPLE = """
            "people":[\
            {"relationship":"holder","nhsNumber":"9000000009","surname":"Example","forename":"Ann","dateOfBirth":"1990-05-05","postcode":"LS1 4AP"},\
            {"relationship":"partner","nhsNumber":null,"surname":"Sample","forename":null,"dateOfBirth":"1988-11-30","postcode":"M11AE"}]""";
    private static final String BODY = """
            {"certificateNumber":"HC2/1","category":"0009","validFrom":"2026-01-01","validTo":"2026-12-31",%s}""".formatted(PEOPLE);
    private static final String SUMMARY = """
            {"certificateNumber":"HC2/1","category":"0009","validFrom":"2026-01-01","validTo":"2026-12-31",\
            "revocation":{"from":"2026-04-01","reason":"issued in error"},"suspended":null,%s""".formatted(PEOPLE);
    private static final String WHOLE = SUMMARY + """
            ,"history":[\
            {"what":"REGISTERED","person":null,"at":"2026-01-01T09:00:00.000001Z","odsCode":null,"userId":null},\
            {"what":"PERSON_ADDED","person":0,"at":"2026-01-01T09:00:00.000001Z","odsCode":null,"userId":null},\
            {"what":"PERSON_ADDED","person":1,"at":"2026-02-01T09:00:00Z","odsCode":"X26","userId":"555254240000"},\
            {"what":"REVOKED","person":null,"at":"2026-03-01T09:00:00Z","odsCode":"X26","userId":"555254240000"}]}""";

    private final List<Object> told = new ArrayList<>();

    /** A register API of which only the import is asked. */
    static RegisterApi api(ImportCertificates importCertificates) {
        return new RegisterApi(
                importCertificates,
                (officer, certificate, people) -> fail("nothing may be registered"),
                (officer, number, revocation) -> fail("nothing may be revoked"),
                new Holding(Optional.empty(), new ArrayList<>()),
                query -> fail("no subscription may be looked for"),
                query -> fail("no event may be looked for"),
                SampleCursors.CURSORS,
                CLOCK);
    }

    @Test
    void aNewCertificateIs201WithItsPlaceAndAllThatIsKnownOfIt() {
        RunningApi.Answer answer = registered(Taken.ADDED, BODY);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/register/v1/certificates/HC2%2F1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo(WHOLE);
        assertThat(told).startsWith(OFFICER, CERTIFICATE, List.of(HOLDER, PARTNER));
    }

    @Test
    void theSameCertificateAgainIs200() {
        RunningApi.Answer answer = registered(Taken.UNCHANGED, BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @CsvSource({"OTHER_CATEGORY, category", "OTHER_FIRST_DAY, validFrom", "OTHER_LAST_DAY, validTo"})
    void aConflictIs409AndNamesTheMember(Taken taken, String member) {
        RunningApi.Answer answer = registered(taken, BODY);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEqualTo("""
                        {"type":"about:blank","title":"Conflict","status":409,"errors":[\
                        {"field":"%s","detail":"is not what the register has for this certificate"}]}""".formatted(member));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "HC2/1"      | "HC2_1"        | certificateNumber
            "HC2/1"      | null           | certificateNumber
            "0009"       | "0002"         | category
            "0009"       | 9              | category
            "2026-01-01" | "01/01/2026"   | validFrom
            "2026-01-01" | "1899-12-31"   | validFrom
            "2026-01-01" | "2026-02-30"   | validFrom
            "2026-12-31" | "2025-12-31"   | validTo
            "holder"     | "Holder"       | people[0].relationship
            "9000000009" | "9000000008"   | people[0].nhsNumber
            "9000000009" | ""             | people[0].nhsNumber
            "Example"    | "Ex4mple"      | people[0].surname
            "Example"    | "a\\u0000"     | people[0].surname
            "Ann"        | ""             | people[0].forename
            "1990-05-05" | "2026-03-02"   | people[0].dateOfBirth
            "LS1 4AP"    | "LS1"          | people[0].postcode
            "Sample"     | null           | people[1].surname
            "1988-11-30" | null           | people[1].dateOfBirth
            "M11AE"      | ["M1 1AE"]     | people[1].postcode
            """)
    void whatIsWrongIsNamedAndNothingIsRegistered(String right, String wrong, String field) {
        RunningApi.Answer answer = refused("/certificates", BODY.replace(right, wrong));

        assertThat(answer.body())
                .startsWith(
                        "{\"type\":\"about:blank\",\"title\":\"The request is not valid\",\"status\":400,\"errors\":[{")
                .contains("\"field\":\"" + field + "\"")
                .containsOnlyOnce("\"field\":");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnceAndNothingIsRepeated() {
        RunningApi.Answer answer = refused("/certificates", """
                {"zqx":"zqx","category":"zqx","validFrom":"zqx","people":["zqx",{"surname":"zqx1","zqy":"zqx"}]}""");

        assertThat(answer.body())
                .contains(
                        "certificateNumber",
                        "category",
                        "validFrom",
                        "validTo",
                        "people[0]",
                        "people[1].relationship",
                        "people[1].surname",
                        "people[1].dateOfBirth",
                        "people[1].postcode",
                        "{\"field\":\"people[1]\",\"detail\":\"has a member that is not known\"}",
                        "{\"field\":\"body\",\"detail\":\"has a member that is not known\"}")
                .doesNotContain("zqx", "zqy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "\"x\""})
    void aCertificateNamesSomebody(String people) {
        assertThat(refused("/certificates", BODY.replace(PEOPLE, "\"people\":" + people))
                        .body())
                .contains("\"field\":\"people\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/certificates", "/certificates/HC2/1/revocation", "/certificates/search"})
    void whatIsNotOneObjectIsRefusedAsAWhole(String path) {
        for (String body : List.of("", "[]", "{} x", "{\"from\":\"a\",\"from\":\"b\"}")) {
            assertThat(refused(path, body).body())
                    .contains("{\"field\":\"body\",\"detail\":\"must be one JSON object in UTF-8\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/certificates/HC2/1", "/certificates/HC2%2F1"})
    void aCertificateIsSeenWithItsHistory(String path) {
        RunningApi.Answer answer = call(holding(), "GET", path).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo(WHOLE);
        assertThat(told).containsExactly(CERTIFICATE.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/certificates/HC2", "/certificates/HC2_1", "/certificates/%20"})
    void whatIsNotThereIs404(String path) {
        RunningApi api = api(notRegistered(), notRevoked(), new Holding(Optional.empty(), told));
        RunningApi.Answer answer = call(api, "GET", path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
    }

    @ParameterizedTest
    @EnumSource(
            value = Revoked.class,
            names = {"REVOKED", "UNCHANGED"})
    void aRevocationIs200WithTheCertificate(Revoked revoked) {
        RunningApi.Answer answer = revoke(revoked);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo(WHOLE);
        assertThat(told)
                .startsWith(OFFICER, CERTIFICATE.number(), new Revocation(LocalDate.of(2026, 4, 1), "issued in error"));
    }

    @Test
    void anotherRevocationIs409() {
        RunningApi.Answer answer = revoke(Revoked.REVOKED_OTHERWISE);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("\"title\":\"Conflict\"", "revoked already");
    }

    @Test
    void theRevocationOfNothingIs404() {
        assertThat(revoke(Revoked.UNKNOWN).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"reason":"lost"}                                | from
            {"from":"today","reason":"lost"}                 | from
            {"from":"2026-04-01"}                            | reason
            {"from":"2026-04-01","reason":" "}               | reason
            {"from":"2026-04-01","reason":"a\\u0000"}        | reason
            {"from":"2026-04-01","reason":"lost","until":""} | body
            """)
    void aRevocationSaysFromWhenAndWhy(String body, String field) {
        assertThat(refused("/certificates/HC2/1/revocation", body).body())
                .contains("\"field\":\"" + field + "\"")
                .containsOnlyOnce("\"field\":");
    }

    @Test
    void whatWasFoundStandsBesideACertificateThatIsSuspended() {
        PatientRecord dead = new PatientRecord(
                new NhsNumber("9990000018"),
                Optional.of(new DateOfBirth(LocalDate.of(1990, 5, 6))),
                Optional.of(new Postcode("M1 1AE")),
                Optional.of(new Surname("Sample")),
                Optional.empty(),
                EnumSet.of(PatientRecord.Mark.DECEASED));
        PatientRecord restricted = new PatientRecord(
                dead.nhsNumber(),
                dead.dateOfBirth(),
                dead.postcode(),
                dead.surname(),
                dead.forename(),
                EnumSet.of(PatientRecord.Mark.DECEASED, PatientRecord.Mark.RESTRICTED));
        Instant first = Instant.parse("2026-03-02T09:00:00Z");
        NhsNumber number = HOLDER.nhsNumber().orElseThrow();
        List<CertificateChange> history = new ArrayList<>(RECORD.history());
        history.add(CertificateChange.found(new Finding(number, 1, first, dead, Optional.of(new EventId("e-1")))));
        history.add(
                CertificateChange.found(new Finding(number, 2, first.plusSeconds(60), restricted, Optional.empty())));
        CertificateRecord record =
                new CertificateRecord(CERTIFICATE.suspended(Optional.of(new Suspension(first))), history);
        RunningApi api = api(notRegistered(), notRevoked(), new Holding(Optional.of(record), told));

        String body = call(api, "GET", "/certificates/HC2/1").send().body();

        assertThat(body)
                .contains("\"suspended\":{\"since\":\"2026-03-02T09:00:00Z\",\"reason\":\"DEATH_NOTIFIED\"},")
                .contains(PEOPLE)
                .endsWith("""
                        {"what":"FOUND","person":0,"at":"2026-03-02T09:00:00Z","odsCode":null,"userId":null,\
                        "found":{"nhsNumber":"9990000018","surname":"Sample","forename":null,"dateOfBirth":"1990-05-06",\
                        "postcode":"M1 1AE","deceased":true,"restricted":false,"event":"e-1"}},\
                        {"what":"FOUND","person":0,"at":"2026-03-02T09:01:00Z","odsCode":null,"userId":null,\
                        "found":{"nhsNumber":null,"surname":null,"forename":null,"dateOfBirth":null,\
                        "postcode":null,"deceased":true,"restricted":true,"event":null}}]}""");
    }

    @Test
    void aSearchFindsCertificatesWithoutTheirHistories() {
        RunningApi.Answer answer = call(holding(), "POST", "/certificates/search")
                .body("application/json", """
                        {"certificateNumber":"HC2/1","nhsNumber":"9000000009","surname":"Example","dateOfBirth":"1990-05-05","postcode":"LS14AP"}""")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("{\"certificates\":[" + SUMMARY + "}],\"more\":true}");
        assertThat(told)
                .containsExactly(new CertificateQuery(
                        Optional.of(CERTIFICATE.number()),
                        HOLDER.nhsNumber(),
                        Optional.of(HOLDER.surname()),
                        Optional.of(HOLDER.dateOfBirth()),
                        Optional.of(new Postcode("LS14AP"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                | body
            {"surname":"Example"}                             | body
            {"dateOfBirth":"1990-05-05","postcode":"LS1 4AP"} | body
            {"nhsNumber":null}                                | body
            {"nhsNumber":"900 000 0009"}                      | nhsNumber
            {"certificateNumber":""}                          | certificateNumber
            {"certificateNumber":"A","forename":"Ann"}        | body
            """)
    void aSearchMustBeNarrow(String body, String field) {
        assertThat(refused("/certificates/search", body).body())
                .contains("\"field\":\"" + field + "\"")
                .containsOnlyOnce("\"field\":");
    }

    @Test
    void aRegisterThatIsSilentIs503() {
        RunningApi api = api(
                (officer, certificate, people) -> {
                    throw new RegisterUnavailable("silent");
                },
                notRevoked(),
                new Holding(Optional.empty(), told));
        RunningApi.Answer answer = call(api, "POST", "/certificates")
                .body("application/json", BODY)
                .send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /certificates",
        "POST, /certificates/search",
        "GET,  /certificates/HC2/1",
        "POST, /certificates/HC2/1/revocation"
    })
    void onlyRegisterOfficersAreServed(String method, String path) {
        for (String activity : List.of("AUDITOR", "B0570", "CLAIMS")) {
            assertThat(neverAsked()
                            .call(method, path)
                            .by(SampleTokens.officer(activity, SampleTokens::unchanged))
                            .body("application/json", BODY)
                            .send()
                            .status())
                    .isEqualTo(403);
        }
        assertThat(neverAsked()
                        .call(method, path)
                        .body("application/json", BODY)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/certificates", "/certificates/HC2/1/revocation", "/certificates/search"})
    void aBodyThatIsTooLongOrOfAnotherTypeIsRefused(String path) {
        assertThat(call(neverAsked(), "POST", path)
                        .body("application/json", " ".repeat(16 * 1024 + 1))
                        .send()
                        .status())
                .isEqualTo(413);
        assertThat(call(neverAsked(), "POST", path)
                        .body("text/csv", BODY)
                        .send()
                        .status())
                .isEqualTo(415);
    }

    private RunningApi.Answer registered(Taken taken, String body) {
        RunningApi api = api(
                (officer, certificate, people) -> {
                    told.addAll(List.of(officer, certificate, people));
                    return taken;
                },
                notRevoked(),
                new Holding(Optional.of(RECORD), told));
        return call(api, "POST", "/certificates").body("application/json", body).send();
    }

    private RunningApi.Answer revoke(Revoked revoked) {
        RunningApi api = api(
                notRegistered(),
                (officer, number, revocation) -> {
                    told.addAll(List.of(officer, number, revocation));
                    return revoked;
                },
                new Holding(Optional.of(RECORD), told));
        return call(api, "POST", "/certificates/HC2/1/revocation")
                .body("application/json", "{\"from\":\"2026-04-01\",\"reason\":\"issued in error\"}")
                .send();
    }

    private RunningApi.Answer refused(String path, String body) {
        RunningApi.Answer answer =
                call(neverAsked(), "POST", path).body("application/json", body).send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(told).isEmpty();
        return answer;
    }

    private RunningApi holding() {
        return api(notRegistered(), notRevoked(), new Holding(Optional.of(RECORD), told));
    }

    private RunningApi neverAsked() {
        return api(notRegistered(), notRevoked(), new Holding(Optional.empty(), told));
    }

    private static RunningApi.Call call(RunningApi api, String method, String path) {
        return api.call(method, path).by(SampleTokens.officer("REGISTER", SampleTokens::unchanged));
    }

    private static RegisterCertificate notRegistered() {
        return (officer, certificate, people) -> fail("nothing may be registered");
    }

    private static RevokeCertificate notRevoked() {
        return (officer, number, revocation) -> fail("nothing may be revoked");
    }

    private static RunningApi api(RegisterCertificate register, RevokeCertificate revoke, ReadRegister read) {
        ImportCertificates notImported = (officer, lines, refusals) -> fail("nothing may be imported");
        return new RunningApi(new RegisterApi(
                notImported,
                register,
                revoke,
                read,
                query -> fail("no subscription may be looked for"),
                query -> fail("no event may be looked for"),
                SampleCursors.CURSORS,
                CLOCK));
    }

    /** A register with one certificate or none, that remembers what it is asked. */
    private record Holding(Optional<CertificateRecord> record, List<Object> told) implements ReadRegister {

        @Override
        public Optional<CertificateRecord> certificate(CertificateNumber number) {
            told.add(number);
            return record;
        }

        @Override
        public CertificatePage search(CertificateQuery query) {
            told.add(query);
            return new CertificatePage(record.stream().toList(), true);
        }
    }
}
