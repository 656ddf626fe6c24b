package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.event.ExampleEvent.death;
import static uk.nhs.rtec.application.event.ExampleEvent.deathRemoved;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

/** From a certificate to a suspension, and back. */
final class EventUseCasesTest extends EventStory {

    @Test
    void aDeathSuspendsTheCertificateBeforeAnyCheckAndItsRemovalReinstatesIt() {
        given(entry("A"));
        demographics.record(mary());
        following.follow();
        reconciliation.reconcile();
        assertThat(service.there).containsValue(MARY);

        now = NOON.plusSeconds(60);
        demographics.record(mary(Mark.DECEASED));
        mailbox.deliver(death("m-1", "e-1"));
        hear();
        assertThat(certificate("A").suspension()).contains(new Suspension(now));
        assertThat(certificate("A").countsOn(TODAY, entry("A").person().dateOfBirth()))
                .isFalse();

        demographics.record(mary());
        mailbox.deliver(deathRemoved("m-2", "e-2").at(NOON.plusSeconds(90)));
        hear();
        assertThat(certificate("A")).isEqualTo(entry("A").certificate());
        assertThat(conclusions()).containsExactly(EventConclusion.APPLIED, EventConclusion.APPLIED);
        assertThat(mailbox.there).isEmpty();
    }
}
