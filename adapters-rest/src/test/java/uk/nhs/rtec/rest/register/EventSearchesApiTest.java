package uk.nhs.rtec.rest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.event.EventConclusion;
import uk.nhs.rtec.application.event.EventPage;
import uk.nhs.rtec.application.event.EventQuery;
import uk.nhs.rtec.application.event.EventsUnavailable;
import uk.nhs.rtec.application.event.FollowState;
import uk.nhs.rtec.application.event.FollowedHolder;
import uk.nhs.rtec.application.event.KeptMessage;
import uk.nhs.rtec.application.event.SearchEvents;
import uk.nhs.rtec.application.event.SearchSubscriptions;
import uk.nhs.rtec.application.event.SubscriptionPage;
import uk.nhs.rtec.application.event.SubscriptionQuery;
import uk.nhs.rtec.application.register.CertificatePage;
import uk.nhs.rtec.application.register.CertificateQuery;
import uk.nhs.rtec.application.register.CertificateRecord;
import uk.nhs.rtec.application.register.ReadRegister;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleCursors;

class EventSearchesApiTest {

    private static final Instant AT = Instant.parse("2026-03-01T09:00:00.000001Z");
    private static final NhsNumber ANN = new NhsNumber("9000000009");
    private static final NhsNumber SURVIVING = new NhsNumber("9990000018");

    private final List<Object> asked = new ArrayList<>();

    @Test
    void subscriptionsAreToldWithWhyTheyAreParked() {
        FollowedHolder parked = new FollowedHolder(
                ANN,
                LocalDate.of(2027, 12, 31),
                FollowState.PARKED,
                Optional.of(SURVIVING),
                Optional.of(new SubscriptionId("5f3d")),
                Optional.of(LocalDate.of(2027, 12, 31)),
                Optional.of("ACCESS_DENIED"),
                2,
                Optional.of(AT.plusSeconds(60)),
                AT,
                7);
        RunningApi.Answer answer = subscriptions(
                new SubscriptionPage(
                        List.of(parked, FollowedHolder.wanted(SURVIVING, LocalDate.of(2027, 1, 1), AT)),
                        Optional.of(SURVIVING)),
                "{\"state\":\"PARKED\",\"limit\":2,\"cursor\":\""
                        + cursor("subscriptions", "{\"state\":\"PARKED\"}", "9000000009") + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("""
                        {"subscriptions":[\
                        {"nhsNumber":"9000000009","state":"PARKED","reason":"ACCESS_DENIED","wantedUntil":"2027-12-31",\
                        "askedNhsNumber":"9990000018","subscription":"5f3d","failures":2,"due":"2026-03-01T09:01:00.000001Z",\
                        "changedAt":"2026-03-01T09:00:00.000001Z"},\
                        {"nhsNumber":"9990000018","state":"TO_SUBSCRIBE","reason":null,"wantedUntil":"2027-01-01",\
                        "askedNhsNumber":null,"subscription":null,"failures":0,"due":"2026-03-01T09:00:00.000001Z",\
                        "changedAt":"2026-03-01T09:00:00.000001Z"}],"next":"%s"}""".formatted(cursor("subscriptions", "{\"state\":\"PARKED\"}", "9990000018")));
        assertThat(asked)
                .containsExactly(
                        new SubscriptionQuery(Optional.empty(), Optional.of(FollowState.PARKED), 2, Optional.of(ANN)));
    }

    @Test
    void messagesAreToldWithWhatBecameOfThemAndWithoutWhatStandsInThem() {
        NationalEvent death = new NationalEvent(
                new EventId("e-1"), Optional.of(EventKind.DEATH), ANN, Optional.of(DeathStatus.FORMAL), AT);
        KeptMessage applied = new KeptMessage(
                12,
                "m-12",
                "DEATHNOTIFICATION_1",
                AT,
                Optional.of(death),
                Optional.empty(),
                Optional.of(new KeptMessage.Concluded(EventConclusion.APPLIED, AT.plusSeconds(1))));
        KeptMessage parked = new KeptMessage(
                9,
                "m-9",
                "",
                AT,
                Optional.empty(),
                Optional.of("no XML"),
                Optional.of(new KeptMessage.Concluded(EventConclusion.UNREADABLE, AT)));
        RunningApi.Answer answer = events(
                new EventPage(List.of(applied, parked), OptionalLong.of(9)),
                "{\"nhsNumber\":\"9000000009\",\"cursor\":\"" + cursor("events", "{\"nhsNumber\":\"9000000009\"}", "13")
                        + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                        {"events":[\
                        {"message":"m-12","workflow":"DEATHNOTIFICATION_1","receivedAt":"2026-03-01T09:00:00.000001Z",\
                        "event":"e-1","kind":"pds-death-notification-1","nhsNumber":"9000000009","deathStatus":"2",\
                        "lastUpdated":"2026-03-01T09:00:00.000001Z","unreadable":null,"conclusion":"APPLIED",\
                        "concludedAt":"2026-03-01T09:00:01.000001Z"},\
                        {"message":"m-9","workflow":"","receivedAt":"2026-03-01T09:00:00.000001Z",\
                        "event":null,"kind":null,"nhsNumber":null,"deathStatus":null,\
                        "lastUpdated":null,"unreadable":"no XML","conclusion":"UNREADABLE",\
                        "concludedAt":"2026-03-01T09:00:00.000001Z"}],"next":"%s"}""".formatted(cursor("events", "{\"nhsNumber\":\"9000000009\"}", "9")));
        assertThat(asked).containsExactly(new EventQuery(Optional.of(ANN), Optional.empty(), 50, OptionalLong.of(13)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            subscriptions | {"state":"ACTIVE"}         | 9000000009 | of another search
            subscriptions | {"nhsNumber":"9000000009"} | 9000000009 | of another condition
            events        | {"state":"PARKED"}         | 9000000009 | of another kind of thing
            """)
    void aCursorIsGoodForNothingButMoreOfItsSearch(String what, String search, String place, String remark) {
        String given = cursor("subscriptions", "{\"state\":\"PARKED\"}", place);
        String body = search.substring(0, search.length() - 1) + ",\"cursor\":\"" + given + "\"}";

        RunningApi.Answer answer =
                call(neverAsked(), what).body("application/json", body).send();

        assertThat(answer.status()).as(remark).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"cursor\"");
    }

    private static String cursor(String kind, String search, String place) {
        return SampleCursors.CURSORS
                .of(kind, Json.createReader(new StringReader(search)).readObject())
                .text(place);
    }

    @Test
    void nothingIsAnEmptyPage() {
        assertThat(subscriptions(new SubscriptionPage(List.of(), Optional.empty()), "{\"state\":\"ENDED\"}")
                        .body())
                .isEqualTo("{\"subscriptions\":[],\"next\":null}");
        assertThat(events(new EventPage(List.of(), OptionalLong.empty()), "{\"state\":\"WAITING\"}")
                        .body())
                .isEqualTo("{\"events\":[],\"next\":null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            subscriptions | {}                                | body
            subscriptions | {"state":null}                    | body
            subscriptions | {"limit":10}                      | body
            subscriptions | {"state":"parked"}                | state
            subscriptions | {"state":"WAITING"}               | state
            subscriptions | {"nhsNumber":"900 000 0009"}      | nhsNumber
            subscriptions | {"state":"ACTIVE","limit":0}      | limit
            subscriptions | {"state":"ACTIVE","limit":501}    | limit
            subscriptions | {"state":"ACTIVE","limit":1e99}   | limit
            subscriptions | {"state":"ACTIVE","limit":1.5}    | limit
            subscriptions | {"state":"ACTIVE","limit":"5"}    | limit
            subscriptions | {"state":"ACTIVE","cursor":"x"}   | cursor
            subscriptions | {"state":"ACTIVE","cursor":"9000000009"} | cursor
            subscriptions | {"state":"ACTIVE","surname":"x"}  | body
            events        | {}                                | body
            events        | {"state":"ACTIVE"}                | state
            events        | {"nhsNumber":9000000009}          | nhsNumber
            events        | {"state":"PARKED","cursor":"13"}  | cursor
            events        | {"state":"PARKED","cursor":"9999999999999999999"} | cursor
            events        | []                                | body
            """)
    void aSearchIsNarrowAndNamesWhatIsWrong(String what, String body, String field) {
        RunningApi.Answer answer =
                call(neverAsked(), what).body("application/json", body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"").containsOnlyOnce("\"field\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscriptions", "events"})
    void aStoreThatIsSilentIs503(String what) {
        RunningApi silent = api(
                query -> {
                    throw new EventsUnavailable("silent");
                },
                query -> {
                    throw new EventsUnavailable("silent");
                });
        RunningApi.Answer answer = call(silent, what)
                .body("application/json", "{\"state\":\"PARKED\"}")
                .send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscriptions", "events"})
    void onlyRegisterOfficersAreServed(String what) {
        for (String activity : List.of("AUDITOR", "B0570", "CLAIMS")) {
            assertThat(neverAsked()
                            .call("POST", "/" + what + "/search")
                            .by(SampleTokens.officer(activity, SampleTokens::unchanged))
                            .body("application/json", "{\"state\":\"PARKED\"}")
                            .send()
                            .status())
                    .isEqualTo(403);
        }
        assertThat(neverAsked()
                        .call("POST", "/" + what + "/search")
                        .body("application/json", "{\"state\":\"PARKED\"}")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    private RunningApi.Answer subscriptions(SubscriptionPage page, String body) {
        RunningApi api = api(
                query -> {
                    asked.add(query);
                    return page;
                },
                query -> fail("no event may be looked for"));
        return call(api, "subscriptions").body("application/json", body).send();
    }

    private RunningApi.Answer events(EventPage page, String body) {
        RunningApi api = api(query -> fail("no subscription may be looked for"), query -> {
            asked.add(query);
            return page;
        });
        return call(api, "events").body("application/json", body).send();
    }

    private static RunningApi neverAsked() {
        return api(query -> fail("no subscription may be looked for"), query -> fail("no event may be looked for"));
    }

    private static RunningApi api(SearchSubscriptions subscriptions, SearchEvents events) {
        return new RunningApi(new RegisterApi(
                (officer, lines, refusals) -> fail("nothing may be imported"),
                (officer, certificate, people) -> fail("nothing may be registered"),
                (officer, number, revocation) -> fail("nothing may be revoked"),
                new ReadRegister() {
                    @Override
                    public Optional<CertificateRecord> certificate(CertificateNumber number) {
                        return fail("no certificate may be looked for");
                    }

                    @Override
                    public CertificatePage search(CertificateQuery query) {
                        return fail("no certificate may be looked for");
                    }
                },
                subscriptions,
                events,
                SampleCursors.CURSORS,
                InstantSource.fixed(AT)));
    }

    private static RunningApi.Call call(RunningApi api, String what) {
        return api.call("POST", "/" + what + "/search").by(SampleTokens.officer("REGISTER", SampleTokens::unchanged));
    }
}
