package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.event.KeptMessage.Concluded;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Messages that end with their process, beside the findings that they led to. */
public final class MemoryEventMessages implements EventMessages {

    private record Waiting(int failures, Instant due) {}

    private final FindingStore findings;
    private final TreeMap<Long, KeptMessage> messages = new TreeMap<>();
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private final Set<Long> bodies = new HashSet<>();

    /** None so far. */
    public MemoryEventMessages(FindingStore findings) {
        this.findings = findings;
    }

    /** How many bodies are kept. */
    public synchronized int bodies() {
        return bodies.size();
    }

    @Override
    public synchronized Set<String> known(Collection<String> messageIds) {
        return messages.values().stream()
                .map(KeptMessage::id)
                .filter(messageIds::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized boolean keep(EventMailbox.DeliveredMessage message, Instant receivedAt) {
        if (!known(List.of(message.id())).isEmpty()) {
            return false;
        }
        long place = messages.size() + 1L;
        Optional<NationalEvent> event =
                message.content().map(read -> Optional.of(read.event()), none -> Optional.empty());
        Optional<String> unreadable = message.content().map(read -> Optional.empty(), none -> Optional.of(none.why()));
        messages.put(
                place,
                new KeptMessage(
                        place,
                        message.id(),
                        message.workflow(),
                        receivedAt,
                        event,
                        unreadable,
                        unreadable.map(why -> new Concluded(EventConclusion.UNREADABLE, receivedAt))));
        bodies.add(place);
        if (event.isPresent()) {
            waiting.put(place, new Waiting(0, receivedAt));
        }
        return true;
    }

    @Override
    public synchronized List<WaitingEvent> claim(int most, Instant now, Instant until) {
        Set<NhsNumber> patients = new HashSet<>();
        List<Long> first = waiting.keySet().stream()
                .filter(place -> patients.add(event(place).patient()))
                .toList();
        List<WaitingEvent> claimed = waiting.entrySet().stream()
                .filter(each -> first.contains(each.getKey()))
                .filter(each -> !each.getValue().due().isAfter(now))
                .sorted(Comparator.comparing(each -> each.getValue().due()))
                .limit(most)
                .map(each -> new WaitingEvent(
                        each.getKey(), event(each.getKey()), each.getValue().failures()))
                .toList();
        claimed.forEach(event -> postpone(event, until));
        return claimed;
    }

    private NationalEvent event(long place) {
        return Optional.ofNullable(messages.get(place)).orElseThrow().event().orElseThrow();
    }

    @Override
    public synchronized Standing standing(WaitingEvent event) {
        Map<Long, KeptMessage> others = new TreeMap<>(messages);
        others.remove(event.place());
        boolean repeated = others.values().stream()
                .filter(other -> other.place() < event.place())
                .anyMatch(other -> other.event()
                        .filter(same -> same.id().equals(event.event().id()))
                        .isPresent());
        if (repeated) {
            return Standing.REPEATED;
        }
        boolean outdated = others.values().stream()
                .filter(other -> other.conclusion()
                        .filter(concluded -> concluded.conclusion().isOfReading())
                        .isPresent())
                .flatMap(other -> other.event().stream())
                .filter(other -> other.patient().equals(event.event().patient()))
                .filter(other -> other.kind().equals(event.event().kind()))
                .anyMatch(other -> other.lastUpdated().isAfter(event.event().lastUpdated()));
        return outdated ? Standing.OUTDATED : Standing.NEW;
    }

    @Override
    public synchronized boolean conclude(
            WaitingEvent event, EventConclusion conclusion, List<Finding> found, Instant at) {
        boolean next = found.stream()
                .allMatch(finding -> finding.place()
                        == findings.of(finding.registered()).oldestFirst().size() + 1);
        if (!next || waiting.remove(event.place()) == null) {
            return false;
        }
        found.forEach(findings::add);
        messages.computeIfPresent(
                event.place(),
                (place, message) -> new KeptMessage(
                        place,
                        message.id(),
                        message.workflow(),
                        message.receivedAt(),
                        message.event(),
                        message.unreadable(),
                        Optional.of(new Concluded(conclusion, at))));
        bodies.remove(event.place());
        return true;
    }

    @Override
    public synchronized void postpone(WaitingEvent event, Instant due) {
        waiting.computeIfPresent(event.place(), (place, before) -> new Waiting(event.failures(), due));
    }

    @Override
    public synchronized void forgetBodies(Instant before) {
        bodies.removeIf(place -> !waiting.containsKey(place)
                && Optional.ofNullable(messages.get(place))
                        .filter(message -> message.receivedAt().isBefore(before))
                        .isPresent());
    }

    @Override
    public synchronized EventPage find(EventQuery query) {
        return EventPage.of(
                query,
                messages.descendingMap().values().stream()
                        .filter(message -> query.before().isEmpty()
                                || message.place() < query.before().getAsLong())
                        .filter(message -> query.number()
                                .map(number -> message.event()
                                        .map(NationalEvent::patient)
                                        .filter(number::equals)
                                        .isPresent())
                                .orElse(true))
                        .filter(message ->
                                query.state().map(state -> isIn(message, state)).orElse(true))
                        .limit(query.limit() + 1L)
                        .toList());
    }

    private static boolean isIn(KeptMessage message, EventQuery.State state) {
        return switch (state) {
            case WAITING -> message.conclusion().isEmpty();
            case PARKED -> message.unreadable().isPresent();
        };
    }

    @Override
    public synchronized EventBacklog.Messages count() {
        return new EventBacklog.Messages(
                messages.size(),
                waiting.size(),
                messages.values().stream()
                        .filter(message -> message.unreadable().isPresent())
                        .count(),
                waiting.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(messages.get(waiting.firstKey())).map(KeptMessage::receivedAt));
    }
}
