package uk.nhs.rtec.sandbox;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import uk.nhs.rtec.sandbox.directory.Asid;
import uk.nhs.rtec.sandbox.eps.Interaction;
import uk.nhs.rtec.sandbox.mesh.Mailbox;
import uk.nhs.rtec.sandbox.nems.EventType;
import uk.nhs.rtec.sandbox.nems.Operation;

/** The systems and the mailboxes that the sandbox starts with. */
public final class SampleSystems {
    /** The exemption service's own in the demo: it may retrieve a prescription, and subscribe to events of its patients. */
    public static final String DEMO = "200000002001";

    /** Another of the same owner, which may subscribe to events of everybody too. */
    public static final String ANY_EVENT = "200000002004";

    /** As the demo's start script has it signed. */
    public static final String DEMO_CERTIFICATE = "CN=rtec.spine-sandbox.nhs.uk";

    private SampleSystems() {}

    static Stream<Asid> asids() {
        Stream<String> retrieve = Stream.of(Interaction.RETRIEVE.urn());
        Stream<String> explicit = Stream.concat(
                Stream.of("NEMS_SUBS_TYPE:EXPLICIT"),
                Stream.of(
                                EventType.PDS_DEATH_NOTIFICATION,
                                EventType.PDS_CHANGE_OF_ADDRESS,
                                EventType.PDS_BIRTH_NOTIFICATION,
                                EventType.PDS_RECORD_CHANGE)
                        .map(EventType::categoryBag));
        Stream<String> everything = Stream.concat(
                Stream.of("NEMS_SUBS_TYPE:EXPLICIT", "NEMS_SUBS_TYPE:GENERIC"),
                Arrays.stream(EventType.values()).map(EventType::categoryBag));
        return Stream.of(
                new Asid(
                        DEMO,
                        "T1450",
                        all(Stream.concat(retrieve, subscribing())),
                        all(explicit),
                        Optional.of(new X500Principal(DEMO_CERTIFICATE))),
                new Asid(
                        "200000002002",
                        "A99968",
                        all(Arrays.stream(Interaction.values()).map(Interaction::urn)),
                        Set.of(),
                        Optional.empty()),
                new Asid("200000002003", "A99968", Set.of(), Set.of(), Optional.empty()),
                new Asid(
                        ANY_EVENT,
                        "X26",
                        all(subscribing()),
                        all(everything),
                        Optional.of(new X500Principal(DEMO_CERTIFICATE))));
    }

    private static Stream<String> subscribing() {
        return Arrays.stream(Operation.values()).map(Operation::interactionId);
    }

    private static Set<String> all(Stream<String> texts) {
        return texts.collect(Collectors.toUnmodifiableSet());
    }

    static Stream<Mailbox> mailboxes() {
        return Stream.of(
                new Mailbox("T1450OT001", "T1450", "mailbox-demo"), new Mailbox("X26OT001", "X26", "mailbox-demo-2"));
    }
}
