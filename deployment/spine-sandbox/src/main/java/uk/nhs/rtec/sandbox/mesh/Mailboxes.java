package uk.nhs.rtec.sandbox.mesh;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.directory.Asid;
import uk.nhs.rtec.sandbox.http.JsonText;

/** The mailboxes of everybody. */
public final class Mailboxes {
    /** The longest {@code Mex-PartnerID} that MESH takes. */
    public static final int LONGEST_PARTNER_ID = 500;

    private static final int MOST = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final AtomicInteger delivered = new AtomicInteger();
    private volatile Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();

    /** Starts again with these, at one stroke. */
    public void reset(Stream<Mailbox> anew) {
        Map<String, Mailbox> map = new ConcurrentHashMap<>();
        anew.forEach(each -> map.put(each.id(), each));
        mailboxes = map;
    }

    /** Opens an empty mailbox; throws IllegalArgumentException saying what is wrong with {@code {"odsCode":"…","password":"…"}}. */
    public void put(String id, JsonObject json) {
        if (!id.matches("[A-Z0-9]{3,20}")) {
            throw new IllegalArgumentException("a mailbox ID is 3 to 20 capitals or digits");
        }
        if (mailboxes.size() >= MOST && !mailboxes.containsKey(id)) {
            throw new IllegalArgumentException("The sandbox has " + MOST + " mailboxes already");
        }
        String password = JsonText.string(json, "password")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("password must be a string"));
        mailboxes.put(id, new Mailbox(id, Asid.odsCode(json), password));
    }

    public Optional<Mailbox> find(String id) {
        return Optional.ofNullable(mailboxes.get(id));
    }

    /** How many messages wait. */
    public int messages() {
        return mailboxes.values().stream().mapToInt(Mailbox::size).sum();
    }

    /** Puts a message into a mailbox; nothing happens where there is no such mailbox any more. */
    public boolean deliver(String mailbox, String workflowId, Optional<String> partnerId, String body, Instant now) {
        String id = String.format(Locale.ROOT, "%s_%06X", TIME.format(now), delivered.incrementAndGet() & 0xFFFFFF);
        Mailbox receiver = mailboxes.get(mailbox);
        if (receiver == null) {
            return false;
        }
        if (!receiver.take(new Message(id, workflowId, partnerId, body, now))) {
            throw new IllegalArgumentException(
                    "The mailbox holds " + Mailbox.MOST + " messages already: acknowledge them, or DELETE /_control");
        }
        return true;
    }
}
