package uk.nhs.rtec.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.sandbox.bounded.BoundedMap;

/** A mailbox: whose it is, who may open it, and what lies in it, the oldest first. */
public final class Mailbox {
    /** A message that nobody collects is taken out again (MESH API, Message expiration). */
    static final Duration KEPT = Duration.ofDays(5);

    /** Enough for any test, and some hundred megabytes at most. */
    static final int MOST = 20_000;

    private final String id;
    private final String odsCode;
    private final String password;
    private final Map<String, Message> inbox = new LinkedHashMap<>();
    private final Map<String, Boolean> gone = BoundedMap.ofAtMost(MOST);

    public Mailbox(String id, String odsCode, String password) {
        this.id = id;
        this.odsCode = odsCode;
        this.password = password;
    }

    public String id() {
        return id;
    }

    public String odsCode() {
        return odsCode;
    }

    String password() {
        return password;
    }

    /** Takes the message in; without room for it, the answer is no. */
    synchronized boolean take(Message message) {
        discardUncollected(message.delivered());
        if (inbox.size() >= MOST) {
            return false;
        }
        inbox.put(message.id(), message);
        return true;
    }

    synchronized List<String> messages(Instant now) {
        discardUncollected(now);
        return List.copyOf(inbox.keySet());
    }

    synchronized int size() {
        return inbox.size();
    }

    synchronized Optional<Message> find(String messageId, Instant now) {
        discardUncollected(now);
        return Optional.ofNullable(inbox.get(messageId));
    }

    /** Whether it was here once, and was acknowledged or not collected in time. */
    synchronized boolean wasHere(String messageId) {
        return gone.containsKey(messageId);
    }

    synchronized void acknowledge(String messageId) {
        if (inbox.remove(messageId) != null) {
            gone.put(messageId, true);
        }
    }

    private void discardUncollected(Instant now) {
        inbox.values().removeIf(message -> {
            boolean late = !message.delivered().plus(KEPT).isAfter(now);
            if (late) {
                gone.put(message.id(), true);
            }
            return late;
        });
    }
}
