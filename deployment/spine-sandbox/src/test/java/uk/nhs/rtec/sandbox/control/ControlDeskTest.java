package uk.nhs.rtec.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.fault.Fault;
import uk.nhs.rtec.sandbox.fault.FaultKind;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.nems.Events;

class ControlDeskTest {
    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private Answer patient(String number) {
        return sandbox.ask(Asking.get("/personal-demographics/FHIR/R4/Patient/" + number)
                .with("Authorization", "Bearer " + sandbox.accessToken())
                .with("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068"));
    }

    private static String patientNamed(String family) {
        return "{\"resourceType\":\"Patient\",\"meta\":{\"versionId\":\"4\"},\"name\":[{\"use\":\"usual\",\"family\":\""
                + family + "\"}]}";
    }

    @Test
    void aPatientPutIsThePatientServed() {
        assertThat(sandbox.ask(Asking.put("/_control/patients/9990548021", patientNamed("Ashdown")))
                        .status())
                .isEqualTo(204);

        assertThat(patient("9990548021").bodyText()).contains("Ashdown").contains("\"id\":\"9990548021\"");
        assertThat(patient("9990548021").headers()).containsEntry("ETag", "W/\"4\"");
    }

    @Test
    void aNumberCanBeSupersededInvalidatedAndForgotten() {
        sandbox.ask(Asking.put("/_control/patients/9990000018", "{\"supersededBy\":\"9434765919\"}"));
        sandbox.ask(Asking.put("/_control/patients/9990000026", "{\"invalidated\":true}"));
        sandbox.ask(Asking.of("DELETE", "/_control/patients/9000000009"));

        assertThat(patient("9990000018").bodyText()).contains("Parker");
        assertThat(patient("9990000026").bodyText()).contains("INVALIDATED_RESOURCE");
        assertThat(patient("9000000009").bodyText()).contains("RESOURCE_NOT_FOUND");
    }

    @Test
    void twoNumbersThatSupersedeEachOtherLeadNowhere() {
        sandbox.ask(Asking.put("/_control/patients/9990000018", "{\"supersededBy\":\"9990000026\"}"));
        sandbox.ask(Asking.put("/_control/patients/9990000026", "{\"supersededBy\":\"9990000018\"}"));

        assertThat(patient("9990000018").status()).isEqualTo(404);
    }

    @Test
    void everythingGoesBackToTheStart() {
        sandbox.ask(Asking.put("/_control/patients/9434765919", patientNamed("Changed")));
        sandbox.ask(Asking.put("/_control/prescriptions/471BC8-P83027-34B75X", "{\"statusCode\":\"2\"}"));
        sandbox.ask(Asking.put("/_control/faults/eps", "{\"status\":500}"));

        assertThat(sandbox.ask(Asking.of("DELETE", "/_control")).status()).isEqualTo(204);

        assertThat(patient("9434765919").bodyText()).contains("Parker");
        assertThat(sandbox.sandbox().faults().of(Upstream.EPS)).isEmpty();
    }

    @Test
    void revokedTokensServeNoMore() {
        String token = sandbox.accessToken();
        sandbox.ask(Asking.of("DELETE", "/_control/access-tokens"));

        assertThat(sandbox.ask(Asking.get("/personal-demographics/FHIR/R4/Patient/9434765919")
                                .with("Authorization", "Bearer " + token))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aFaultIsSetListedAndCleared() {
        sandbox.ask(Asking.put(
                "/_control/faults/pds", "{\"latencyMs\":20,\"status\":503,\"kind\":\"html\",\"rate\":0.75}"));
        Fault fault = sandbox.sandbox().faults().of(Upstream.PDS).orElseThrow();
        assertThat(fault.latencyMillis()).isEqualTo(20);
        assertThat(fault.status()).isEqualTo(OptionalInt.of(503));
        assertThat(fault.kind()).contains(FaultKind.HTML);
        assertThat(fault.rate()).isEqualTo(0.75);
        JsonObject state = JsonText.readObject(
                        sandbox.ask(Asking.get("/_control")).bodyText())
                .orElseThrow();
        assertThat(state.getJsonObject("faults").keySet()).containsExactly("pds");

        sandbox.ask(Asking.put("/_control/faults/pds", "{\"rate\":0}"));

        assertThat(sandbox.sandbox().faults().of(Upstream.PDS)).isEmpty();
    }

    @Test
    void aFaultBefallsItsShareOfTheCallsAndEveryCallIsCounted() {
        // The dice of this sandbox always show 0.5.
        sandbox.ask(Asking.put("/_control/faults/eps", "{\"status\":500,\"rate\":0.5}"));
        assertThat(sandbox.sandbox().faults().befalling(Upstream.EPS)).isEmpty();
        sandbox.ask(Asking.put("/_control/faults/eps", "{\"status\":500,\"rate\":0.51}"));
        assertThat(sandbox.sandbox().faults().befalling(Upstream.EPS)).isPresent();

        JsonObject calls = JsonText.readObject(
                        sandbox.ask(Asking.get("/_control")).bodyText())
                .orElseThrow()
                .getJsonObject("calls")
                .getJsonObject("eps");
        assertThat(calls.getInt("received")).isEqualTo(2);
        assertThat(calls.getInt("broken")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{} x",
                "{\"rate\":2}",
                "{\"rate\":-1}",
                "{\"rate\":\"1\"}",
                "{\"latencyMs\":-1}",
                "{\"latencyMs\":1.5}",
                "{\"latencyMs\":99999999999999999999}",
                "{\"status\":99}",
                "{\"kind\":\"melt\"}",
                "{\"kind\":1}",
                "{\"latency\":1}",
                "{\"retryAfter\":5}",
                "{\"status\":429,\"retryAfter\":-1}",
                "{\"status\":429,\"retryAfter\":\"5\"}",
                "{\"status\":401,\"kind\":\"expired-token\"}"
            })
    void aFaultThatMakesNoSenseIsRefusedInWords(String body) {
        assertRefused(Asking.put("/_control/faults/pds", body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/_control/faults/spine | {}",
                "/_control/faults/eps | {\"kind\":\"expired-token\"}",
                "/_control/rate-limits/eps | {}",
                "/_control/rate-limits/oauth | {\"quotaPerMinute\":0}",
                "/_control/rate-limits/oauth | {\"apiPerMinute\":5}",
                "/_control/applications/app | {\"keyId\":\"1\",\"scopes\":[],\"spineAccess\":\"some\"}",
                "/_control/patients/9990000019 | {\"resourceType\":\"Patient\"}",
                "/_control/patients/9990000018 | {\"resourceType\":\"Bundle\"}",
                "/_control/patients/9990000018 | {\"resourceType\":\"Patient\",\"id\":\"9434765919\"}",
                "/_control/patients/9990000018 | {\"supersededBy\":\"9990000018\"}",
                "/_control/prescriptions/471BC8-P83027-34B75Y | {\"statusCode\":\"2\"}",
                "/_control/prescriptions/471BC8-P83027-34B75X | {}",
                "/_control/prescriptions/471BC8-P83027-34B75X | {\"statusCode\":\"0\"}",
                "/_control/prescriptions/471BC8-P83027-34B75X | {\"prescriptionId\":\"other\",\"issue\":{}}",
                "/_control/asids/123 | {\"odsCode\":\"X26\"}",
                "/_control/asids/123456789012 | {\"odsCode\":\"x\"}",
                "/_control/asids/123456789012 | {\"odsCode\":\"X26\",\"interactions\":\"all\"}",
                "/_control/mailboxes/x26ot001 | {\"odsCode\":\"X26\",\"password\":\"p\"}",
                "/_control/mailboxes/X26OT002 | {\"odsCode\":\"X26\"}",
                "/_control/mailboxes/X26OT002 | {\"odsCode\":\"?\",\"password\":\"p\"}",
                "/_control/event-types/pds-birth | {\"stage\":\"current\"}",
                "/_control/event-types/pds-birth-notification-1 | {\"stage\":\"gone\"}"
            })
    void soIsAnythingElseThatMakesNoSense(String path, String body) {
        assertRefused(Asking.put(path, body));
    }

    private void assertRefused(Asking asking) {
        Answer answer = sandbox.ask(asking);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).contains("text/plain");
        assertThat(answer.bodyText()).hasSizeGreaterThan(10).doesNotContain("null", "Exception");
    }

    @Test
    void subscriptionsAndMessagesAreCounted() {
        Events.subscribe(sandbox);
        Events.announce(sandbox, Events.DEATH);

        assertThat(sandbox.ask(Asking.get("/_control")).bodyText()).contains("\"subscriptions\":1,\"messages\":1}");
        sandbox.ask(Asking.of("DELETE", "/_control"));
        assertThat(sandbox.ask(Asking.get("/_control")).bodyText()).contains("\"subscriptions\":0,\"messages\":0}");
    }

    @Test
    void whereOnlyOneMethodMakesSenseNoOtherIsTaken() {
        for (String path : new String[] {"/_control/mailboxes/X26OT002", "/_control/event-types/vaccinations-1"}) {
            assertThat(sandbox.ask(Asking.get(path)).headers()).as(path).containsEntry("Allow", "PUT");
        }
        assertThat(sandbox.ask(Asking.get("/_control/events")).headers()).containsEntry("Allow", "POST");
    }

    @Test
    void nobodyElsesMachineHasAnyControl() {
        assertThat(sandbox.ask(Asking.of("DELETE", "/_control").fromElsewhere()).status())
                .isEqualTo(403);
    }
}
