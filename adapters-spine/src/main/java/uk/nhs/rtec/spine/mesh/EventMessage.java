package uk.nhs.rtec.spine.mesh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.Content.Unreadable;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.spine.wire.FhirNode;

/**
 * A Bundle that carries an event (NEMS, Event Messages, FHIR STU3). It is read for what a hint needs and no more, and tolerantly, since the
 * published examples break the schema: entries in any order, elements in any order, links by whatever name. What is missing is not guessed.
 */
record EventMessage(FhirNode bundle, FhirNode header) {

    private static final String ROUTING =
            "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RoutingDemographics-1";
    private static final String MESSAGE_TYPE =
            "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-MessageEventType-1";
    private static final String DEATH_STATUS =
            "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-DeathNotificationStatus-1";

    /** The one in force, and the one before it, which the guide still uses elsewhere. */
    private static final Set<String> NHS_NUMBER =
            Set.of("https://fhir.nhs.uk/Id/nhs-number", "http://fhir.nhs.net/Id/nhs-number");

    /** What can be read in the body. */
    static Content read(Bytes body) {
        Optional<FhirNode> bundle = plain(body).flatMap(FhirNode::read).filter(resource -> resource.is("Bundle"));
        if (bundle.isEmpty()) {
            return new Unreadable("it is no FHIR Bundle");
        }
        List<FhirNode> headers =
                bundle.get().all("entry", "resource", "MessageHeader").toList();
        return headers.size() == 1
                ? new EventMessage(bundle.get(), headers.get(0)).content()
                : new Unreadable(headers.isEmpty() ? "it has no message header" : "it has several message headers");
    }

    private Content content() {
        Optional<EventId> id = header.value("id").flatMap(EventId::parse);
        if (id.isEmpty()) {
            return new Unreadable("its message header has no id");
        }
        Optional<Instant> lastUpdated = header.value("meta", "lastUpdated").flatMap(EventMessage::moment);
        if (lastUpdated.isEmpty()) {
            return new Unreadable("its message header does not say when it was last updated");
        }
        Optional<String> code = header.value("event", "code");
        if (code.isEmpty()) {
            return new Unreadable("it does not say of what event");
        }
        Optional<NhsNumber> patient = patient();
        if (patient.isEmpty()) {
            return new Unreadable("it does not say of which one patient");
        }
        Optional<EventKind> kind = EventKind.ofCode(code.get());
        if (kind.isPresent() && !isNew()) {
            return new Unreadable("it is no new event, and the demographics send no others");
        }
        boolean isDeath = kind.equals(Optional.of(EventKind.DEATH));
        Optional<DeathStatus> death = isDeath ? death() : Optional.empty();
        if (isDeath && death.isEmpty()) {
            return new Unreadable("it notifies a death without a known status");
        }
        return new Content.Event(new NationalEvent(id.get(), kind, patient.get(), death, lastUpdated.get()));
    }

    /** What the event was routed by comes first: in published examples the Patient has another number. Only where there is none, the Patient's. */
    private Optional<NhsNumber> patient() {
        List<String> routed = header.extensions(ROUTING)
                .flatMap(routing -> routing.extensions("nhsNumber"))
                .flatMap(number -> number.values("valueIdentifier", "value"))
                .toList();
        Stream<String> stated = routed.isEmpty()
                ? bundle.all("entry", "resource", "Patient", "identifier")
                        .filter(identifier -> identifier
                                .value("system")
                                .filter(NHS_NUMBER::contains)
                                .isPresent())
                        .flatMap(identifier -> identifier.values("value"))
                : routed.stream();
        return only(stated).flatMap(NhsNumber::parse);
    }

    private Optional<DeathStatus> death() {
        return only(bundle.all("entry", "resource", "Patient")
                        .flatMap(patient -> patient.extensions(DEATH_STATUS))
                        .flatMap(status -> status.extensions("deathNotificationStatus"))
                        .flatMap(status -> status.values("valueCodeableConcept", "coding", "code")))
                .flatMap(DeathStatus::ofCode);
    }

    private boolean isNew() {
        return header.extensions(MESSAGE_TYPE)
                .flatMap(type -> type.values("valueCodeableConcept", "coding", "code"))
                .allMatch("new"::equals);
    }

    /** The one thing that all of them say. */
    private static Optional<String> only(Stream<String> said) {
        Set<String> different = said.collect(Collectors.toSet());
        return different.size() == 1 ? Optional.of(different.iterator().next()) : Optional.empty();
    }

    /** FHIR's {@code instant}, which always has an offset. */
    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The body, unpacked where a sender has packed it, chunk by chunk or whole; nothing when that makes it too long. */
    private static Optional<Bytes> plain(Bytes body) {
        byte[] bytes = body.toArray();
        boolean isPacked = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
        if (!isPacked) {
            return Optional.of(body);
        }
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = unpacking.readNBytes(MessageLimits.MOST_BYTES + 1);
            return plain.length > MessageLimits.MOST_BYTES ? Optional.empty() : Optional.of(Bytes.of(plain));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "EventMessage[…]";
    }
}
