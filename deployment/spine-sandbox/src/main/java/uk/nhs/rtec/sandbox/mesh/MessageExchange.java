package uk.nhs.rtec.sandbox.mesh;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.sandbox.bounded.BoundedMap;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;

/** MESH as a receiver sees it: list, fetch and acknowledge, with a token that serves for one call (MESH API). */
public final class MessageExchange implements Endpoint {
    /** The environment's shared key, as the demo's callers know it. */
    public static final String SHARED_KEY = "mesh-demo-key";

    /** From where NEMS sends. */
    private static final String SENDER = "X26OT999";

    private static final String V2 = "application/vnd.mesh.v2+json";
    private static final int MOST_LISTED = 500;
    private static final int MOST_REMEMBERED = 100_000;
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Mailboxes mailboxes;
    private final InstantSource clock;
    private final Map<String, Boolean> spent = BoundedMap.ofAtMost(MOST_REMEMBERED);

    public MessageExchange(Mailboxes mailboxes, InstantSource clock) {
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** Forgets which tokens were spent. */
    public void reset() {
        spent.clear();
    }

    @Override
    public Answer serve(Request request) {
        // "", "T1450OT001", "inbox", …
        String[] step = request.path().split("/", -1);
        String mailboxId = step.length < 2 ? "" : step[1].toUpperCase(Locale.ROOT);
        Instant now = clock.instant();
        Optional<String> refusal = refusal(request, mailboxId, now);
        if (refusal.isPresent()) {
            return failed(403, Optional.empty(), "403", refusal.get());
        }
        Optional<Mailbox> mailbox = mailboxes.find(mailboxId);
        if (mailbox.isEmpty()) {
            return failed(403, Optional.of("SEND"), "EPL-151", "No mailbox matched");
        }
        String accept = request.headers().get("Accept").orElse("");
        boolean second = accept.contains(V2);
        if (accept.contains("vnd.mesh") && !second && !accept.contains("application/vnd.mesh.v1+json")) {
            return failed(400, Optional.empty(), "400", "Accept header api format incorrect");
        }
        return answer(request, Arrays.asList(step).subList(2, step.length), mailbox.get(), second, now);
    }

    /** What a broken MESH answers in place of everything else. */
    public Answer broken(int status) {
        return status < 500
                ? failed(status, Optional.empty(), Integer.toString(status), "Refused")
                : Answer.empty(status);
    }

    private Optional<String> refusal(Request request, String mailboxId, Instant now) {
        Optional<MailboxToken> read = request.headers().get("Authorization").flatMap(MailboxToken::read);
        if (read.isEmpty()) {
            return Optional.of("Error reading from Authorization header");
        }
        MailboxToken token = read.get();
        if (!token.mailbox().equals(mailboxId)) {
            return Optional.of("Mailbox id does not match token");
        }
        Optional<Mailbox> mailbox = mailboxes.find(mailboxId);
        if (mailbox.isEmpty()) {
            return Optional.empty();
        }
        if (!token.isOfNow(now) || !token.isMadeWith(mailbox.get().password(), SHARED_KEY)) {
            return Optional.of("Invalid Authentication Token");
        }
        boolean again = spent.putIfAbsent(token.hash().toLowerCase(Locale.ROOT), true) != null;
        return again ? Optional.of("Error Duplicated Authentication Token") : Optional.empty();
    }

    private static Answer failed(int status, Optional<String> event, String code, String description) {
        JsonObjectBuilder error = JsonText.object();
        event.ifPresent(name -> error.add("errorEvent", name));
        return Answer.json(
                status,
                error.add("errorCode", code)
                        .add("errorDescription", description)
                        .build());
    }

    private Answer answer(Request request, List<String> step, Mailbox mailbox, boolean second, Instant now) {
        if (step.isEmpty() || step.equals(List.of(""))) {
            return request.is("GET") ? handshake(request, mailbox, second) : notAllowed("GET");
        }
        if (step.equals(List.of("count"))) {
            return request.is("GET") ? count(mailbox, second, now) : notAllowed("GET");
        }
        if (!step.get(0).equals("inbox")) {
            return failed(404, Optional.empty(), "404", "Not found");
        }
        if (step.size() == 1) {
            return request.is("GET") ? listed(request, mailbox, second, now) : notAllowed("GET");
        }
        String messageId = step.get(1).toUpperCase(Locale.ROOT);
        List<String> rest = step.subList(2, step.size());
        if (rest.equals(List.of("status", "acknowledged"))) {
            return request.is("PUT") ? acknowledged(mailbox, messageId, second, now) : notAllowed("PUT");
        }
        if (rest.isEmpty() || rest.equals(List.of("1"))) {
            return request.is("GET") ? message(mailbox, messageId, now) : notAllowed("GET");
        }
        return noSuchMessage();
    }

    private static Answer notAllowed(String allowed) {
        return failed(405, Optional.empty(), "405", "Method Not Allowed").with("Allow", allowed);
    }

    private static Answer noSuchMessage() {
        return failed(404, Optional.of("RECEIVE"), "20", "Message does not exist");
    }

    private static Answer handshake(Request request, Mailbox mailbox, boolean second) {
        for (String header : List.of("Mex-ClientVersion", "Mex-OSName", "Mex-OSVersion")) {
            if (request.headers().get(header).filter(text -> !text.isBlank()).isEmpty()) {
                return failed(400, Optional.empty(), "400", header + " is missing");
            }
        }
        return second
                ? Answer.empty(200)
                : Answer.json(
                        200, JsonText.object().add("mailboxId", mailbox.id()).build());
    }

    private static Answer count(Mailbox mailbox, boolean second, Instant now) {
        int count = mailbox.messages(now).size();
        if (second) {
            return answered(JsonText.object().add("count", count).build(), true);
        }
        return answered(
                JsonText.object()
                        .add("count", count)
                        .add("internalID", UUID.randomUUID().toString().replace("-", ""))
                        .add("allResultsIncluded", true)
                        .build(),
                false);
    }

    private static Answer answered(JsonObject body, boolean second) {
        return Answer.of(200, second ? V2 : Answer.JSON, JsonText.bytes(body));
    }

    private static Answer listed(Request request, Mailbox mailbox, boolean second, Instant now) {
        Optional<String> wanted = request.query().first("max_results");
        if (wanted.isPresent() && !wanted.get().matches("[1-9][0-9]{1,3}")) {
            return failed(400, Optional.empty(), "400", "max_results must be 10 to 5000");
        }
        int most = Math.min(wanted.map(Integer::parseInt).orElse(MOST_LISTED), 5000);
        List<String> waiting = mailbox.messages(now);
        int from = request.query()
                .first("continue_from")
                .map(last -> waiting.indexOf(last) + 1)
                .orElse(0);
        List<String> shown = waiting.subList(from, Math.min(from + most, waiting.size()));
        JsonArrayBuilder messages = JsonText.array();
        shown.forEach(messages::add);
        JsonObjectBuilder body = JsonText.object().add("messages", messages);
        if (second) {
            String self = "/messageexchange/" + mailbox.id() + "/inbox";
            String query = wanted.map(number -> "max_results=" + number).orElse("");
            JsonObjectBuilder links = JsonText.object().add("self", query.isEmpty() ? self : self + "?" + query);
            if (from + shown.size() < waiting.size()) {
                links.add(
                        "next",
                        self + "?" + (query.isEmpty() ? "" : query + "&") + "continue_from="
                                + shown.get(shown.size() - 1));
            }
            body.add("approx_inbox_count", waiting.size()).add("links", links);
        }
        return answered(body.build(), second);
    }

    private static Answer message(Mailbox mailbox, String messageId, Instant now) {
        Optional<Message> found = mailbox.find(messageId, now);
        if (found.isEmpty()) {
            return mailbox.wasHere(messageId)
                    ? failed(410, Optional.of("SEND"), "410", "Message no longer available for download")
                    : noSuchMessage();
        }
        Message message = found.get();
        String time = SECOND.format(message.delivered());
        Answer answer = Answer.of(
                        200, "application/octet-stream", message.body().getBytes(StandardCharsets.UTF_8))
                .with("Mex-From", SENDER)
                .with("Mex-To", mailbox.id())
                .with("Mex-WorkflowID", message.workflowId())
                .with("Mex-MessageID", message.id())
                .with("Mex-MessageType", "DATA")
                .with("Mex-StatusEvent", "TRANSFER")
                .with("Mex-StatusSuccess", "SUCCESS")
                .with("Mex-StatusCode", "00")
                .with("Mex-StatusDescription", "Transferred to recipient mailbox")
                .with("Mex-StatusTimestamp", time)
                .with("Mex-AddressType", "ALL")
                .with("Mex-Chunk-Range", "1:1")
                .with("Mex-FileName", message.id() + ".dat")
                .with("Mex-Version", "1.0")
                .with(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                message.delivered().atOffset(ZoneOffset.UTC)));
        return message.partnerId()
                .map(partner -> answer.with("Mex-PartnerID", partner))
                .orElse(answer);
    }

    private static Answer acknowledged(Mailbox mailbox, String messageId, boolean second, Instant now) {
        if (mailbox.find(messageId, now).isEmpty() && !mailbox.wasHere(messageId)) {
            return noSuchMessage();
        }
        mailbox.acknowledge(messageId);
        return second
                ? Answer.empty(200)
                : Answer.json(200, JsonText.object().add("messageId", messageId).build());
    }
}
