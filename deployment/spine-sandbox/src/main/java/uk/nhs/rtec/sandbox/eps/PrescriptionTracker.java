package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.identifier.PrescriptionIds;

/** The EPS tracker: the identity and the parameters of a query are checked in the order of their codes, then it is looked up. */
public final class PrescriptionTracker implements Endpoint {
    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");
    private static final Pattern TRACE_ID = Pattern.compile("[A-Za-z0-9-]{1,30}");
    private static final String RETRIEVE = "/prescriptions/";

    private final Prescriptions prescriptions;
    private final Asids asids;

    public PrescriptionTracker(Prescriptions prescriptions, Asids asids) {
        this.prescriptions = prescriptions;
        this.asids = asids;
    }

    @Override
    public Answer serve(Request request) {
        Answer answer = answer(request);
        Optional<String> trace = request.headers().get("Eps-TraceId").filter(each -> TRACE_ID.matcher(each)
                .matches());
        return trace.isPresent() ? answer.with("Eps-TraceId", trace.get()) : answer;
    }

    private Answer answer(Request request) {
        if (!request.is("GET")) {
            return Answer.empty(405).with("Allow", "GET");
        }
        if (!request.path().startsWith(RETRIEVE) || request.path().length() == RETRIEVE.length()) {
            return Answer.empty(404);
        }
        return retrieved(request, request.path().substring(RETRIEVE.length()));
    }

    private Answer retrieved(Request request, String id) {
        Optional<Answer> refusal = identityRefusal(request, Interaction.RETRIEVE, "prescription");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!request.query().first("format").orElse("").equals("trace")) {
            // No code exists for it: HTTP itself says no.
            return Answer.empty(400);
        }
        if (!PrescriptionIds.isLooselyFormed(id)) {
            return failed(TrackerStatus.BAD_PRESCRIPTION_ID, "prescription");
        }
        Optional<Filed> found = prescriptions.find(id);
        if (found.isEmpty()) {
            return failed(TrackerStatus.NOT_FOUND, "prescription");
        }
        if (found.get() instanceof Filed.Broken broken) {
            return enveloped(broken.reason(), broken.statusCode(), "1.0", "prescription", broken.payload());
        }
        Filed.Prescription prescription = (Filed.Prescription) found.get();
        int issue = issueNumber(request, prescription);
        TrackerStatus status =
                prescription.issue(issue).isPresent() ? TrackerStatus.SUCCESS : TrackerStatus.ISSUE_NOT_FOUND;
        return enveloped(status.reason(), status.code(), "1", "prescription", prescription.retrieved(issue));
    }

    /** What is no number counts as an issue that does not exist. */
    private static int issueNumber(Request request, Filed.Prescription prescription) {
        Optional<String> asked = request.query().first("issueNumber");
        if (asked.isEmpty()) {
            return prescription.currentIssue();
        }
        return asked.get().matches("[0-9]{1,4}") ? Integer.parseInt(asked.get()) : -1;
    }

    /** Who asks, and whether they may; the trace id and the message version are checked on the way. */
    private Optional<Answer> identityRefusal(Request request, Interaction interaction, String payload) {
        String asid = request.headers().get("Spine-From-Asid").orElse("");
        if (!TWELVE_DIGITS.matcher(asid).matches()) {
            return Optional.of(failed(TrackerStatus.BAD_ASID, payload));
        }
        if (asids.find(asid).filter(known -> known.holds(interaction)).isEmpty()) {
            return Optional.of(Answer.empty(403));
        }
        if (!request.query().first("version").orElse("1").equals("1")) {
            return Optional.of(failed(TrackerStatus.BAD_VERSION, payload));
        }
        if (isWrong(request, "Eps-TraceId", TRACE_ID)) {
            return Optional.of(failed(TrackerStatus.BAD_TRACE_ID, payload));
        }
        if (isWrong(request, "Spine-UserId", TWELVE_DIGITS)) {
            return Optional.of(failed(TrackerStatus.BAD_USER_ID, payload));
        }
        if (isWrong(request, "Spine-RoleProfileId", TWELVE_DIGITS)) {
            return Optional.of(failed(TrackerStatus.BAD_ROLE_PROFILE, payload));
        }
        return Optional.empty();
    }

    private static boolean isWrong(Request request, String header, Pattern pattern) {
        return request.headers()
                .get(header)
                .filter(value -> !pattern.matcher(value).matches())
                .isPresent();
    }

    private static Answer failed(TrackerStatus status, String payload) {
        String version = payload.equals("prescription") ? "1.0" : "1";
        return enveloped(status.reason(), status.code(), version, payload, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static Answer enveloped(
            String reason, String statusCode, String version, String payloadName, JsonObject payload) {
        byte[] body = JsonText.bytes(JsonText.object()
                .add("reason", reason)
                .add("version", version)
                .add("statusCode", statusCode)
                .add(payloadName, payload)
                .build());
        return Answer.of(200, Answer.JSON, body)
                .with("Etag", "\"" + HexFormat.of().formatHex(sha1(body)) + "\"")
                .with("Pragma", "no-cache")
                .with("Cache-Control", "no-store")
                .with("Strict-Transport-Security", "max-age=15724800; includeSubDomains");
    }

    private static byte[] sha1(byte[] body) {
        try {
            // An entity tag of forty hexadecimal digits is what the tracker sends; nothing is protected by it.
            return MessageDigest.getInstance("SHA-1").digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK has no SHA-1", missing);
        }
    }
}
