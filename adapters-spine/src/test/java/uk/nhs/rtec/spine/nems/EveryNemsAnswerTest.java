package uk.nhs.rtec.spine.nems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.Absent;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.There;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Refused;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.Subscribed;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedBefore;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedNameless;
import uk.nhs.rtec.application.event.NationalSubscriptions.Unsubscribing.Ended;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

/** Every answer that is documented of the Subscription API, and some that are not, and what becomes of each. */
@Timeout(20)
final class EveryNemsAnswerTest {

    private static final NhsNumber PATIENT = new NhsNumber("9990000018");
    private static final Instant END = Instant.parse("2028-03-31T22:59:59Z");
    private static final SubscriptionId ID = new SubscriptionId("3f0c1b7e9a2d4c56b1e0aa55d2c97f10");
    private static final String XML = NemsStub.XML;

    /** For {@link FieldSource}. */
    @SuppressWarnings("unused")
    private static final Iterable<String> SUPPORTED = FhirMime.SUPPORTED;

    private UpstreamStub nems;
    private NemsNationalSubscriptions subscriptions;

    @BeforeEach
    void start() {
        nems = new UpstreamStub();
        Map<String, String> named = Map.of(
                "rtec.nems.url", "https://clinicals.example.nhs.uk",
                "rtec.nems.asid", "200000001450",
                "rtec.nems.organisation", "T1450",
                "rtec.nems.issuer", "https://exemptions.example.nhs.uk",
                "rtec.mesh.mailbox", "T1450OT001");
        subscriptions = new NemsNationalSubscriptions(
                Clients.client(SubscriptionApi.class, nems.url("")),
                NemsSettings.read(name -> Optional.ofNullable(named.get(name))),
                () -> END);
    }

    @AfterEach
    void stop() {
        nems.close();
    }

    /** A code says the same under the status of every source, and these are all that there are in the code system and on the pages. */
    @ParameterizedTest(name = "{0} with status {1} ({2})")
    @CsvSource(delimiter = '|', textBlock = """
                    MISSING_OR_INVALID_HEADER   | 400 | NEMS test bench, headers; Spine Core, JWT
                    ASID_CHECK_FAILED           | 403 | NEMS test bench
                    ACCESS_DENIED               | 403 | NEMS test bench, certificates
                    ACCESS_DENIED_SSL           | 403 | Spine Core, error handling
                    AUTHOR_CREDENTIALS_ERROR    | 401 | Spine Core, error handling
                    BAD_REQUEST                 | 400 | NEMS test bench, URLs
                    MESSAGE_NOT_WELL_FORMED     | 400 | NEMS test bench, body
                    INVALID_REQUEST_MESSAGE     | 400 | NEMS test bench, criteria
                    INVALID_REQUEST_MESSAGE     | 422 | no source, but a code is a code
                    INVALID_NHS_NUMBER          | 400 | NEMS test bench, criteria
                    ORGANISATION_NOT_FOUND      | 404 | NEMS test bench, criteria
                    PATIENT_NOT_FOUND           | 404 | Spine Core, error handling
                    INVALID_RESOURCE            | 422 | NEMS test bench, profile
                    INVALID_RESOURCE            | 400 | NRL, error handling
                    INVALID_PARAMETER           | 422 | Spine Core, error handling
                    MSG_RESOURCE_ID_FAIL        | 405 | Spine Core, error handling
                    WITHDRAWN                   | 400 | Spine Core, event life cycle
                    NO_LONGER_SUPPORTED         | 400 | Spine Core, event life cycle
                    UNSUPPORTED_MEDIA_TYPE      | 415 | NEMS test bench
                    NO_PATIENT_CONSENT          | 403 | Spine Core, error handling
                    NO_ORGANISATION_CONSENT     | 403 | Spine Core, error handling
                    NO_ORGANISATIONAL_CONSENT   | 403 | Spine-ErrorOrWarningCode-1
                    PATIENT_SENSITIVE           | 403 | Spine-ErrorOrWarningCode-1
                    NOT_IMPLEMENTED             | 501 | Spine Core, error handling
                    ACCESS_DENIED               | 500 | no source, but a code is a code
                    SOMETHING_NEW               | 400 | nowhere: Spine refuses, for whatever reason
                    """)
    void everyCodeThatIsARefusalIsOneWhateverTheStatus(String code, int status, String source) {
        nems.always(UpstreamStub.json(status, XML, NemsStub.outcome("error", code, "about 9990000018")));

        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(new Refused(code));
        assertThat(subscriptions.look(ID)).isEqualTo(new Refused(code));
        assertThat(subscriptions.unsubscribe(ID)).isEqualTo(new Refused(code));
    }

    /** The code system itself writes this one with a blank. */
    @Test
    void aCodeWithABlankIsTheSameCode() {
        nems.always(UpstreamStub.json(403, XML, NemsStub.outcome("error", "ACCESS DENIED", "")));

        assertThat(subscriptions.look(ID)).isEqualTo(new Refused("ACCESS_DENIED"));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @CsvSource({
        "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1, the profile",
        "https://fhir.nhs.uk/STU3/ValueSet/Spine-ErrorOrWarningCode-1, samples of Spine Core",
        "https://fhir.nhs.uk/STU3/ValueSet/spine-response-code, media types as they were",
        "http://fhir.nhs.net/ValueSet/spine-response-code-1-0, not known",
        "urn:another, not Spine's"
    })
    void aCodeIsSpinesByItsSystem(String system, String source) {
        nems.always(UpstreamStub.json(403, XML, NemsStub.outcome(system, "error", "ACCESS_DENIED", "")));

        assertThat(subscriptions.look(ID))
                .isEqualTo(source.startsWith("not") ? new NoAnswer(Silence.REFUSED) : new Refused("ACCESS_DENIED"));
    }

    /** What comes of a create; sources disagree on the status of a duplicate, and one answers 400, one 409. */
    static Stream<Arguments> everyAnswerToACreate() {
        String before = "subscription already exists : " + ID.value();
        SubscribedBefore known = new SubscribedBefore(ID);
        return Stream.of(
                Arguments.of(
                        "created",
                        located(201, "https://clinicals.spineservices.nhs.uk/STU3/Subscription/", ""),
                        new Subscribed(ID)),
                Arguments.of("a relative Location", located(201, "/STU3/Subscription/", ""), new Subscribed(ID)),
                Arguments.of("a more relative one", located(201, "Subscription/", ""), new Subscribed(ID)),
                Arguments.of("with a slash behind", located(201, "/Subscription/", "/"), new Subscribed(ID)),
                Arguments.of("with a version", located(201, "/Subscription/", "/_history/1"), new Subscribed(ID)),
                Arguments.of("with a query", located(201, "/Subscription/", "?_format=xml"), new Subscribed(ID)),
                Arguments.of("another resource's", located(201, "/STU3/Bundle/", ""), new NoAnswer(Silence.UNREADABLE)),
                Arguments.of("no Location", UpstreamStub.empty(201), new NoAnswer(Silence.UNREADABLE)),
                Arguments.of("no more than no error", UpstreamStub.empty(200), new NoAnswer(Silence.UNREADABLE)),
                Arguments.of(
                        "deprecated: information beside a 201 (NEMS, event life cycle)",
                        located(201, "/Subscription/", "", NemsStub.outcome("information", "DEPRECATED", "until 2027")),
                        new Subscribed(ID)),
                Arguments.of(
                        "an error beside a 201",
                        located(201, "/Subscription/", "", NemsStub.outcome("error", "WITHDRAWN", "")),
                        new Refused("WITHDRAWN")),
                Arguments.of(
                        "duplicate (Spine Core)",
                        xml(422, NemsStub.outcome("error", "DUPLICATE_REJECTED", before)),
                        known),
                Arguments.of(
                        "duplicate (GP Connect)",
                        xml(409, NemsStub.outcome("error", "DUPLICATE_REJECTED", before)),
                        known),
                Arguments.of(
                        "duplicate (NRL)", xml(400, NemsStub.outcome("error", "DUPLICATE_REJECTED", before)), known),
                Arguments.of(
                        "duplicate, nowhere", xml(500, NemsStub.outcome("error", "DUPLICATE_REJECTED", before)), known),
                Arguments.of(
                        "duplicate with a full stop",
                        xml(422, NemsStub.outcome("error", "DUPLICATE_REJECTED", before + ".")),
                        known),
                Arguments.of(
                        "duplicate without a blank",
                        xml(422, NemsStub.outcome("error", "DUPLICATE_REJECTED", "exists:" + ID.value())),
                        known),
                Arguments.of(
                        "duplicate that names nothing",
                        xml(422, NemsStub.outcome("error", "DUPLICATE_REJECTED", "subscription already exists")),
                        new SubscribedNameless()),
                Arguments.of(
                        "duplicate that says more",
                        xml(422, NemsStub.outcome("error", "DUPLICATE_REJECTED", "exists : see the register")),
                        new SubscribedNameless()),
                Arguments.of(
                        "duplicate in brackets",
                        xml(
                                422,
                                NemsStub.outcome(
                                        "error",
                                        "DUPLICATE_REJECTED",
                                        "subscription already exists : [" + ID.value() + "]")),
                        known),
                Arguments.of(
                        "duplicate that names the patient instead",
                        xml(422, NemsStub.outcome("error", "DUPLICATE_REJECTED", "exists for : 9990000018")),
                        new SubscribedNameless()),
                Arguments.of(
                        "a Location that leads elsewhere",
                        NemsNationalSubscriptionsTest.created("/STU3/Subscription/.."),
                        new NoAnswer(Silence.UNREADABLE)),
                Arguments.of(
                        "a Location that names the patient",
                        NemsNationalSubscriptionsTest.created("/STU3/Subscription/9990000018"),
                        new NoAnswer(Silence.UNREADABLE)),
                Arguments.of(
                        "duplicate without diagnostics",
                        xml(
                                422,
                                NemsStub.outcome("error", "DUPLICATE_REJECTED", "")
                                        .replaceFirst("<diagnostics[^>]*>", "")),
                        new SubscribedNameless()),
                Arguments.of(
                        "nothing found, to a create",
                        xml(404, NemsStub.noRecord("x")),
                        new Refused("NO_RECORD_FOUND")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyAnswerToACreate(String what, Behaviour answer, Object expected) {
        nems.always(answer);

        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(expected);
    }

    @Test
    void whatIsDeprecatedIsToldToTheOperatorAndNothingOfThePatient() {
        nems.always(located(201, "/Subscription/", "", NemsStub.outcome("information", "DEPRECATED", "9990000018")));
        try (Logged log = new Logged(Level.INFO)) {
            subscriptions.subscribe(PATIENT, END);

            assertThat(log.messages(Level.WARNING))
                    .containsExactly("NEMS: an event that is subscribed to is deprecated and will end");
        }
    }

    static Stream<Arguments> everyAnswerToARead() {
        NoAnswer unreadable = new NoAnswer(Silence.UNREADABLE);
        return Stream.of(
                Arguments.of("active", xml(200, NemsStub.resource(ID.value(), "active")), new There(true)),
                Arguments.of("requested", xml(200, NemsStub.resource(ID.value(), "requested")), new There(true)),
                Arguments.of("off", xml(200, NemsStub.resource(ID.value(), "off")), new There(false)),
                Arguments.of("in error", xml(200, NemsStub.resource(ID.value(), "error")), new There(false)),
                Arguments.of("a word of no vocabulary", xml(200, NemsStub.resource(ID.value(), "on")), unreadable),
                Arguments.of("another one", xml(200, NemsStub.resource("0" + ID.value(), "active")), unreadable),
                Arguments.of("nothing", UpstreamStub.empty(200), unreadable),
                Arguments.of("not found (NEMS test bench)", xml(404, NemsStub.noRecord(ID.value())), new Absent()),
                Arguments.of("not found, nowhere", xml(400, NemsStub.noRecord(ID.value())), new Absent()),
                Arguments.of("404 of a gateway", UpstreamStub.json(404, "text/html", "<html></html>"), unreadable),
                Arguments.of("404 of nobody", UpstreamStub.empty(404), new NoAnswer(Silence.REFUSED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyAnswerToARead(String what, Behaviour answer, Object expected) {
        nems.always(answer);

        assertThat(subscriptions.look(ID)).isEqualTo(expected);
    }

    static Stream<Arguments> everyAnswerToADelete() {
        NoAnswer unreadable = new NoAnswer(Silence.UNREADABLE);
        return Stream.of(
                Arguments.of("deleted (NEMS)", UpstreamStub.empty(200), new Ended()),
                Arguments.of("deleted (Spine Core, draft)", UpstreamStub.empty(204), new Ended()),
                Arguments.of(
                        "deleted, with words (Spine Core)",
                        xml(200, NemsStub.outcome("information", "RESOURCE_DELETED", "")),
                        new Ended()),
                Arguments.of("not found (NEMS test bench)", xml(404, NemsStub.noRecord(ID.value())), new Ended()),
                Arguments.of(
                        "a page", UpstreamStub.json(200, "text/html", "<html><body>Sign in</body></html>"), unreadable),
                Arguments.of("404 of a gateway", UpstreamStub.json(404, "text/html", "<html></html>"), unreadable),
                Arguments.of("elsewhere", UpstreamStub.empty(302), unreadable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyAnswerToADelete(String what, Behaviour answer, Object expected) {
        nems.always(answer);

        assertThat(subscriptions.unsubscribe(ID)).isEqualTo(expected);
    }

    /** Whatever is asked, none of these says whether it was done. */
    static Stream<Arguments> everySilence() {
        String bare = "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><severity value=\"error\"/>"
                + "<code value=\"transient\"/></issue></OperationOutcome>";
        return Stream.of(
                Arguments.of("says nothing", UpstreamStub.silence(), Silence.TIMED_OUT),
                Arguments.of("trickles", UpstreamStub.trickles(XML), Silence.TIMED_OUT),
                Arguments.of("hangs up", UpstreamStub.hangsUp(), Silence.UNREACHABLE),
                Arguments.of("breaks off", UpstreamStub.breaksOff(XML, "<Subscription"), Silence.UNREACHABLE),
                Arguments.of(
                        "its own fault (NEMS test bench)",
                        xml(500, NemsStub.outcome("error", "INTERNAL_SERVER_ERROR", "")),
                        Silence.REFUSED),
                Arguments.of(
                        "its own fault, nowhere",
                        xml(400, NemsStub.outcome("fatal", "INTERNAL_SERVER_ERROR", "")),
                        Silence.REFUSED),
                Arguments.of(
                        "something new of its own",
                        xml(503, NemsStub.outcome("error", "TOO_BUSY", "")),
                        Silence.REFUSED),
                Arguments.of("offline behind the proxy (Spine Core, SSP)", xml(502, bare), Silence.REFUSED),
                Arguments.of("late behind the proxy (Spine Core, SSP)", xml(504, bare), Silence.REFUSED),
                Arguments.of("not authorised by the proxy (Spine Core, SSP)", xml(403, bare), Silence.REFUSED),
                Arguments.of("throttled (Spine Core, SSP)", UpstreamStub.empty(429), Silence.REFUSED),
                Arguments.of("away", UpstreamStub.empty(503), Silence.REFUSED),
                Arguments.of(
                        "a page that refuses",
                        UpstreamStub.json(403, "text/html", "<html></html>"),
                        Silence.UNREADABLE),
                Arguments.of(
                        "a page that is well",
                        UpstreamStub.json(200, "text/html;charset=UTF-8", "<html></html>"),
                        Silence.UNREADABLE),
                Arguments.of(
                        "a page that does not say so", UpstreamStub.untyped(200, "<html></html>"), Silence.UNREADABLE),
                Arguments.of("words", UpstreamStub.json(200, "text/plain", "OK"), Silence.UNREADABLE),
                Arguments.of(
                        "of a kind that is none",
                        UpstreamStub.json(404, "nonsense", NemsStub.noRecord(ID.value())),
                        Silence.UNREADABLE),
                Arguments.of("cut off", xml(200, "<OperationOutcome><issue>"), Silence.UNREADABLE),
                Arguments.of(
                        "another encoding",
                        UpstreamStub.bytes(
                                200,
                                XML,
                                NemsStub.resource(ID.value(), "active").getBytes(StandardCharsets.UTF_16)),
                        Silence.UNREADABLE),
                Arguments.of("too large", UpstreamStub.bytes(201, XML, new byte[2 << 20]), Silence.UNREADABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everySilence(String what, Behaviour behaviour, Silence silence) {
        nems.always(behaviour);

        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(new NoAnswer(silence));
        assertThat(subscriptions.look(ID)).isEqualTo(new NoAnswer(silence));
        if (!what.equals("too large")) {
            assertThat(subscriptions.unsubscribe(ID)).isEqualTo(new NoAnswer(silence));
        }
    }

    /** The eight kinds, whichever was asked for: low-level errors come as XML though JSON was asked (Spine Core, 1.1 draft). */
    @ParameterizedTest
    @FieldSource("SUPPORTED")
    void everyKindOfContentIsUnderstood(String mime) {
        boolean json = new FhirMime(mime).isJson();
        nems.once(UpstreamStub.json(
                200,
                mime,
                json
                        ? "{\"resourceType\":\"Subscription\",\"id\":\"" + ID.value() + "\",\"status\":\"active\"}"
                        : NemsStub.resource(ID.value(), "active")));
        nems.once(UpstreamStub.json(
                422,
                mime,
                json
                        ? NemsStub.jsonOutcome(
                                "error", "DUPLICATE_REJECTED", "subscription already exists : " + ID.value())
                        : NemsStub.outcome(
                                "error", "DUPLICATE_REJECTED", "subscription already exists : " + ID.value())));

        assertThat(subscriptions.look(ID)).isEqualTo(new There(true));
        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(new SubscribedBefore(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+json", "text/plain", "application/octet-stream"})
    void whatTheBodyIsCountsAndNotWhatItIsCalled(String mime) {
        nems.always(UpstreamStub.json(404, mime, NemsStub.noRecord(ID.value())));

        assertThat(subscriptions.look(ID)).isEqualTo(new Absent());
    }

    /** Which would do harm, were it read: a file, an address, and a body that grows as it is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/r.dtd\">",
                "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
                "<!DOCTYPE r>"
            })
    void whatDeclaresATypeIsNotRead(String declaration) {
        nems.always(UpstreamStub.json(200, XML, declaration + NemsStub.resource(ID.value(), "active")));

        assertThat(subscriptions.look(ID)).isEqualTo(new NoAnswer(Silence.UNREADABLE));
    }

    private static Behaviour xml(int status, String body) {
        return UpstreamStub.json(status, XML, body);
    }

    private static Behaviour located(int status, String before, String after) {
        return located(status, before, after, "");
    }

    private static Behaviour located(int status, String before, String after, String body) {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Location", before + ID.value() + after);
            UpstreamStub.json(status, XML, body).serve(exchange, closing);
        };
    }
}
