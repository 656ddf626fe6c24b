package uk.nhs.rtec.sandbox.control;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import uk.nhs.rtec.sandbox.directory.Asid;
import uk.nhs.rtec.sandbox.fault.Fault;
import uk.nhs.rtec.sandbox.fault.FaultKind;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;

/** What a test changes about the sandbox's world; it takes no token, and serves this machine only. */
public final class ControlDesk implements Endpoint {
    private static final Set<String> FAULT_MEMBERS = Set.of("latencyMs", "status", "retryAfter", "kind", "rate");

    private final World world;
    private final Runnable reset;

    /** The reset puts everything back to the start. */
    public ControlDesk(World world, Runnable reset) {
        this.world = world;
        this.reset = reset;
    }

    @Override
    public Answer serve(Request request) {
        if (!request.local()) {
            return Answer.text(403, "The control paths serve this machine only\n");
        }
        try {
            return controlled(request);
        } catch (IllegalArgumentException wrong) {
            return Answer.text(400, wrong.getMessage() + "\n");
        }
    }

    private Answer controlled(Request request) {
        // "", "patients", "9990000018"
        String[] step = request.path().split("/", -1);
        if (step.length == 1 || (step.length == 2 && step[1].isEmpty())) {
            return whole(request);
        }
        if (step.length == 2 && step[1].equals("access-tokens")) {
            return accessTokens(request);
        }
        if (step.length == 2 && step[1].equals("events")) {
            return request.is("POST") ? Answer.json(200, world.events().announce(body(request))) : notAllowed("POST");
        }
        if (step.length != 3 || step[2].isEmpty()) {
            return Answer.text(404, "There is no such control path\n");
        }
        return switch (step[1]) {
            case "patients" -> patient(request, step[2]);
            case "prescriptions" -> prescription(request, step[2]);
            case "covid-exemptions" -> exemptions(request, step[2]);
            case "faults" -> fault(request, step[2]);
            case "asids" -> asid(request, step[2]);
            case "mailboxes" -> mailbox(request, step[2]);
            case "event-types" -> eventType(request, step[2]);
            case "applications" -> application(request, step[2]);
            case "rate-limits" -> rateLimits(request, step[2]);
            default -> Answer.text(404, "There is no such control path\n");
        };
    }

    private Answer whole(Request request) {
        if (request.is("DELETE")) {
            reset.run();
            return Answer.empty(204);
        }
        return request.is("GET") ? Answer.json(200, state()) : notAllowed("GET, DELETE");
    }

    /** Revokes what the token service has issued: every holder is refused at its next call. */
    private Answer accessTokens(Request request) {
        if (!request.is("DELETE")) {
            return notAllowed("DELETE");
        }
        world.tokens().revokeAll();
        return Answer.empty(204);
    }

    private JsonObject state() {
        JsonObjectBuilder broken = JsonText.object();
        JsonObjectBuilder calls = JsonText.object();
        for (Upstream upstream : Upstream.values()) {
            world.faults().of(upstream).ifPresent(fault -> broken.add(upstream.label(), written(fault)));
            calls.add(
                    upstream.label(),
                    JsonText.object()
                            .add("received", world.faults().calls(upstream))
                            .add("broken", world.faults().broken(upstream)));
        }
        return JsonText.object()
                .add("faults", broken)
                .add("calls", calls)
                .add("patients", world.patients().size())
                .add("prescriptions", world.prescriptions().size())
                .add("asids", world.asids().size())
                .add("subscriptions", world.subscriptions().size())
                .add("messages", world.mailboxes().messages())
                .build();
    }

    private static JsonObjectBuilder written(Fault fault) {
        JsonObjectBuilder written = JsonText.object().add("latencyMs", fault.latencyMillis());
        fault.status().ifPresent(status -> written.add("status", status));
        fault.retryAfterSeconds().ifPresent(seconds -> written.add("retryAfter", seconds));
        fault.kind().ifPresent(kind -> written.add("kind", kind.label()));
        return written.add("rate", fault.rate());
    }

    private Answer patient(Request request, String nhsNumber) {
        if (!NhsNumbers.isValid(nhsNumber)) {
            throw new IllegalArgumentException("the path holds no valid NHS number");
        }
        if (request.is("DELETE")) {
            world.patients().remove(nhsNumber);
            return Answer.empty(204);
        }
        if (!request.is("PUT")) {
            return notAllowed("PUT, DELETE");
        }
        JsonObject body = body(request);
        if (body.containsKey("supersededBy")) {
            String survivor = JsonText.string(body, "supersededBy")
                    .filter(NhsNumbers::isValid)
                    .filter(other -> !other.equals(nhsNumber))
                    .orElseThrow(() -> new IllegalArgumentException("supersededBy must be another valid NHS number"));
            world.patients().putSuperseded(nhsNumber, survivor);
        } else if (JsonValue.TRUE.equals(body.get("invalidated"))) {
            world.patients().putInvalidated(nhsNumber);
        } else {
            world.patients().putPatient(nhsNumber, patientIn(body, nhsNumber));
        }
        return Answer.empty(204);
    }

    private static JsonObject patientIn(JsonObject body, String nhsNumber) {
        if (!JsonText.string(body, "resourceType").orElse("").equals("Patient")) {
            throw new IllegalArgumentException(
                    "the body must be a FHIR Patient, {\"supersededBy\":\"…\"} or" + " {\"invalidated\":true}");
        }
        if (!JsonText.string(body, "id").orElse(nhsNumber).equals(nhsNumber)) {
            throw new IllegalArgumentException("id is not the number in the path");
        }
        return body.containsKey("id")
                ? body
                : JsonText.object(body).add("id", nhsNumber).build();
    }

    private Answer prescription(Request request, String id) {
        if (request.is("DELETE")) {
            world.prescriptions().remove(id);
            return Answer.empty(204);
        }
        if (!request.is("PUT")) {
            return notAllowed("PUT, DELETE");
        }
        world.prescriptions().put(id, body(request));
        return Answer.empty(204);
    }

    private Answer exemptions(Request request, String nhsNumber) {
        if (!NhsNumbers.isValid(nhsNumber)) {
            throw new IllegalArgumentException("the path holds no valid NHS number");
        }
        if (request.is("DELETE")) {
            world.exemptions().remove(nhsNumber);
            return Answer.empty(204);
        }
        if (!request.is("PUT")) {
            return notAllowed("PUT, DELETE");
        }
        JsonObject body = body(request);
        // Nothing more is asked of it: a test may want an answer that is wrong.
        if (!JsonText.string(body, "resourceType").orElse("").equals("Bundle")) {
            throw new IllegalArgumentException("the body must be a FHIR Bundle");
        }
        world.exemptions().put(nhsNumber, body);
        return Answer.empty(204);
    }

    private Answer asid(Request request, String asid) {
        if (!request.is("PUT")) {
            return notAllowed("PUT");
        }
        world.asids().put(Asid.read(asid, body(request)));
        return Answer.empty(204);
    }

    private Answer mailbox(Request request, String mailbox) {
        if (!request.is("PUT")) {
            return notAllowed("PUT");
        }
        world.mailboxes().put(mailbox, body(request));
        return Answer.empty(204);
    }

    private Answer eventType(Request request, String eventType) {
        if (!request.is("PUT")) {
            return notAllowed("PUT");
        }
        JsonObject body = body(request);
        world.lifeCycle()
                .set(
                        eventType,
                        JsonText.string(body, "stage").orElse(""),
                        JsonText.string(body, "date").orElse("31/12/2026"));
        return Answer.empty(204);
    }

    private Answer application(Request request, String apiKey) {
        if (!request.is("PUT")) {
            return notAllowed("PUT");
        }
        world.tokenService().register(apiKey, body(request));
        return Answer.empty(204);
    }

    private Answer rateLimits(Request request, String upstream) {
        boolean ofPds = upstream.equals(Upstream.PDS.label());
        if (!ofPds && !upstream.equals(Upstream.OAUTH.label())) {
            throw new IllegalArgumentException("only pds and oauth have rate limits");
        }
        if (!request.is("PUT")) {
            return notAllowed("PUT");
        }
        if (ofPds) {
            world.limits().read(body(request));
        } else {
            world.tokenService().limit(body(request));
        }
        return Answer.empty(204);
    }

    private Answer fault(Request request, String name) {
        Upstream upstream = Upstream.named(name)
                .orElseThrow(() -> new IllegalArgumentException("the upstreams are "
                        + Arrays.stream(Upstream.values()).map(Upstream::label).collect(Collectors.joining(", "))));
        if (!request.is("PUT")) {
            return notAllowed("PUT");
        }
        JsonObject body = body(request);
        if (!FAULT_MEMBERS.containsAll(body.keySet())) {
            throw new IllegalArgumentException(
                    "a fault has latencyMs, status, retryAfter, kind and rate, and nothing else");
        }
        double rate = number(body, "rate").map(JsonNumber::doubleValue).orElse(1.0);
        if (rate == 0) {
            world.faults().clear(upstream);
        } else {
            Fault fault = new Fault(latency(body), small(body, "status"), small(body, "retryAfter"), kind(body), rate);
            if (fault.kind().filter(FaultKind.EXPIRED_TOKEN::equals).isPresent()) {
                if (upstream != Upstream.PDS && upstream != Upstream.COVID) {
                    throw new IllegalArgumentException("only pds and covid take access tokens");
                }
                world.tokens().age();
            }
            world.faults().set(upstream, fault);
        }
        return Answer.empty(204);
    }

    private static long latency(JsonObject body) {
        return number(body, "latencyMs").map(JsonNumber::longValueExact).orElse(0L);
    }

    private static OptionalInt small(JsonObject body, String member) {
        return number(body, member)
                .map(number -> OptionalInt.of(number.intValueExact()))
                .orElse(OptionalInt.empty());
    }

    private static Optional<FaultKind> kind(JsonObject body) {
        if (!body.containsKey("kind")) {
            return Optional.empty();
        }
        return Optional.of(JsonText.string(body, "kind")
                .flatMap(FaultKind::named)
                .orElseThrow(() -> new IllegalArgumentException("kind must be one of "
                        + Arrays.stream(FaultKind.values())
                                .map(FaultKind::label)
                                .collect(Collectors.joining(", ")))));
    }

    private static Optional<JsonNumber> number(JsonObject body, String member) {
        JsonValue value = body.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonNumber number && (member.equals("rate") || isWhole(number))) {
            return Optional.of(number);
        }
        throw new IllegalArgumentException(member + " must be a number");
    }

    private static boolean isWhole(JsonNumber number) {
        double value = number.doubleValue();
        return number.isIntegral() && Math.abs(value) <= Integer.MAX_VALUE;
    }

    private static JsonObject body(Request request) {
        return JsonText.readObject(request.body())
                .orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
    }

    private static Answer notAllowed(String allowed) {
        return Answer.text(405, "This control path knows " + allowed + "\n").with("Allow", allowed);
    }
}
