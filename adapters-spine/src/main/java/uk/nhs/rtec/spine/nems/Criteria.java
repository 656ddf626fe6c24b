package uk.nhs.rtec.spine.nems;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Which events go to a mailbox, as NEMS spells it: literal, and in the order on which its test bench insists (NEMS, Subscription API,
 * criteria).
 */
final class Criteria {

    private static final String PATIENT = "Patient.identifier=http://fhir.nhs.net/Id/nhs-number|";
    private static final String EVENT = "MessageHeader.event=";

    private final List<String> components;

    private Criteria(Stream<String> components, Optional<String> tag) {
        this.components = Stream.of(Stream.of("/Bundle?type=message"), components, tag.map("tag="::concat).stream())
                .flatMap(part -> part)
                .toList();
    }

    /** Some events of one patient. */
    static Criteria explicit(NhsNumber patient, List<EventKind> events, Optional<String> tag) {
        return new Criteria(
                Stream.concat(
                        Stream.of(PATIENT + patient.inTheClear()),
                        events.stream().map(event -> EVENT + event.code())),
                tag);
    }

    /** One event of everybody in an area. */
    static Criteria generic(EventKind event, Area area, Optional<String> tag) {
        return new Criteria(
                Stream.of(
                        EVENT + event.code(),
                        "subscriptionRuleType=" + area.rule(),
                        "Organization.identifier=" + area.organisation()),
                tag);
    }

    /** May name a patient. */
    String spelled() {
        return components.stream().collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "Criteria[…]";
    }
}
