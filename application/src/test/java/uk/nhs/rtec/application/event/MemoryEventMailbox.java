package uk.nhs.rtec.application.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Collected;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Gone;
import uk.nhs.rtec.application.event.EventMailbox.Waiting.Listed;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.proof.Bytes;

/** A mailbox that holds what was put into it. */
public final class MemoryEventMailbox implements EventMailbox {

    private final Map<String, DeliveredMessage> messages = new LinkedHashMap<>();
    private Optional<Silence> silence = Optional.empty();

    @Override
    public synchronized Waiting waiting() {
        return silence.<Waiting>map(NoAnswer::new).orElseGet(() -> new Listed(new ArrayList<>(messages.keySet())));
    }

    @Override
    public synchronized Collecting collect(String messageId) {
        return silence.<Collecting>map(NoAnswer::new).orElseGet(() -> Optional.ofNullable(messages.get(messageId))
                .<Collecting>map(Collected::new)
                .orElseGet(Gone::new));
    }

    @Override
    public synchronized Optional<Silence> acknowledge(String messageId) {
        if (silence.isEmpty()) {
            messages.remove(messageId);
        }
        return silence;
    }

    /** Puts an event into it. */
    public void deliver(String messageId, String workflow, NationalEvent event) {
        deliver(new DeliveredMessage(messageId, workflow, Bytes.ofText("an event"), new Content.Event(event)));
    }

    /** Puts in what is no event. */
    public void deliverUnreadable(String messageId, String workflow, String why) {
        deliver(new DeliveredMessage(messageId, workflow, Bytes.ofText("no event"), new Content.Unreadable(why)));
    }

    /** Puts a message into it, after all others. */
    public synchronized void deliver(DeliveredMessage message) {
        messages.put(message.id(), message);
    }

    /** The names of the messages that wait, whether or not it speaks. */
    public synchronized List<String> messageIds() {
        return List.copyOf(messages.keySet());
    }

    /** Gives no answer any more, for this reason. */
    public synchronized void fallSilent(Silence reason) {
        silence = Optional.of(reason);
    }

    /** Answers again. */
    public synchronized void speak() {
        silence = Optional.empty();
    }
}
