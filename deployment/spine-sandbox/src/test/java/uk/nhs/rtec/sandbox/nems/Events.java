package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** Subscriptions and events, as other tests need them. */
public final class Events {
    /** Of the patient that {@link #subscribe(SandboxUnderTest)} subscribes to. */
    public static final String DEATH =
            "{\"event\":\"pds-death-notification-1\",\"nhsNumber\":\"9990000352\",\"status\":\"2\"}";

    private Events() {}

    /** Subscribes the demo's system to one patient's death. */
    public static String subscribe(SandboxUnderTest sandbox) {
        return subscribe(sandbox, Subscriber.CRITERIA);
    }

    static String subscribe(SandboxUnderTest sandbox, String criteria) {
        return id(sandbox.ask(Subscriber.creating(Subscriber.xml(criteria))));
    }

    /** Subscribes the other system, which may do everything. */
    static String subscribeOther(SandboxUnderTest sandbox, String components) {
        return id(sandbox.ask(
                Subscriber.creating(Subscriber.xml("X26", "X26OT001", "/Bundle?type=message&" + components, ""))
                        .with("fromASID", "200000002004")
                        .with(
                                "Authorization",
                                "Bearer "
                                        + Subscriber.token(Subscriber.claims(
                                                "200000002004", "X26", "patient/Subscription.write")))));
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(201);
        String location = answer.headers().getOrDefault("Location", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The answer to an event. */
    public static JsonObject announce(SandboxUnderTest sandbox, String event) {
        Answer answer = sandbox.ask(Asking.post("/_control/events", event));
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }
}
