package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.event.ExampleEvent.found;
import static uk.nhs.rtec.application.event.ExampleEvent.known;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

/** What every store of findings owes, and what the register beside it owes to them. */
public interface FindingStoreContract {

    LocalDate BIRTHDAY = LocalDate.of(1984, 2, 29);

    /** The findings under test; empty when a test begins. */
    FindingStore findings();

    /** Fills the register. */
    CertificateStore store();

    /** What officers see. */
    CertificateRecords records();

    /** What checks see. */
    ExemptionRegister register();

    @Test
    default void ofWhomNothingWasAskedNothingIsFound() {
        assertThat(findings().of(MARY)).isEqualTo(Findings.NONE);
    }

    @Test
    default void whatIsFoundIsKeptWholeAndInOrder() {
        PatientRecord bare = new PatientRecord(
                nhsNumber(102), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
        Finding prompted = new Finding(MARY, 2, NOON.plusNanos(1_000), bare, Optional.of(new EventId("e-1")));
        Finding marked = found(3, mary(Mark.DECEASED, Mark.RESTRICTED));

        assertThat(Stream.of(found(1, mary()), prompted, marked).map(findings()::add))
                .containsOnly(true);

        assertThat(findings().of(MARY)).isEqualTo(new Findings(List.of(found(1, mary()), prompted, marked)));
        assertThat(findings().of(nhsNumber(102))).isEqualTo(Findings.NONE);
    }

    @Test
    default void ofTwoWhoAddTheNextOneWins() {
        assertThat(findings().add(found(1, mary()))).isTrue();
        assertThat(findings().add(found(1, mary(Mark.DECEASED)))).isFalse();
        assertThat(findings().of(MARY)).isEqualTo(new Findings(List.of(found(1, mary()))));
    }

    @Test
    default void ofManyWhoAddTheNextAtOnceOneWins() throws Exception {
        Callable<Boolean> add = () -> findings().add(found(1, mary(Mark.DECEASED)));
        assertThat(AtOnce.call(Collections.nCopies(8, add))).containsOnlyOnce(true);
        assertThat(findings().of(MARY).oldestFirst()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        // dead or alive, one finding after the other; the place since which the certificate is suspended
        "a,   0",
        "d,   1",
        "ad,  2",
        "ada, 0",
        "dad, 3",
    })
    default void aCertificateIsSuspendedAsLongAsItsHolderIsFoundDead(String said, int since) {
        given(entry("A"));
        for (int i = 0; i < said.length(); i++) {
            add(said.charAt(i) == 'd' ? found(i + 1, mary(Mark.DECEASED)) : found(i + 1, mary()));
        }
        ExemptionCertificate expected = entry("A")
                .certificate()
                .suspended(since == 0 ? Optional.empty() : Optional.of(new Suspension(NOON.plusSeconds(since))));

        assertThat(certificatesOf(MARY, BIRTHDAY)).containsExactly(expected);
        assertThat(recorded("A")).isEqualTo(expected);
    }

    @Test
    default void everyoneOnADeadHoldersCertificateIsSuspendedAndNobodyOnAnyOther() {
        ExampleEntry partner = entry("A").as(Relationship.PARTNER).known(nhsNumber(104));
        given(entry("A"), partner, entry("B").known(nhsNumber(104)), entry("B").as(Relationship.DEPENDANT));
        add(found(1, mary(Mark.DECEASED)));
        Optional<Suspension> suspension = Optional.of(new Suspension(NOON.plusSeconds(1)));

        assertThat(certificatesOf(nhsNumber(104), BIRTHDAY))
                .containsExactly(
                        entry("A").certificate().suspended(suspension),
                        entry("B").certificate());
        assertThat(recorded("B")).isEqualTo(entry("B").certificate());
    }

    @Test
    default void aSupersededNumberLeadsToTheCertificateWhoseTextStays() {
        given(entry("A"));
        assertThat(certificatesOf(nhsNumber(102), BIRTHDAY)).isEmpty();

        add(found(1, known(nhsNumber(102), BIRTHDAY)));

        assertThat(certificatesOf(nhsNumber(102), BIRTHDAY))
                .containsExactly(entry("A").certificate());
        assertThat(certificatesOf(MARY, BIRTHDAY)).containsExactly(entry("A").certificate());
        assertThat(records()
                        .certificate(entry("A").certificate().number())
                        .orElseThrow()
                        .people())
                .containsExactly(entry("A").person());
    }

    @Test
    default void aCorrectedDateOfBirthLeadsToTheCertificateOnlyIfTheOtherWasOnceConfirmed() {
        given(entry("A"), entry("B").known(nhsNumber(105)));
        add(found(1, mary()));
        add(found(2, known(MARY, BIRTHDAY.plusDays(1))));
        add(new Finding(nhsNumber(105), 1, NOON, known(nhsNumber(105), BIRTHDAY.plusDays(1)), Optional.empty()));

        assertThat(certificatesOf(MARY, BIRTHDAY.plusDays(1)))
                .containsExactly(entry("A").certificate());
        assertThat(certificatesOf(MARY, BIRTHDAY)).containsExactly(entry("A").certificate());
        assertThat(certificatesOf(nhsNumber(105), BIRTHDAY.plusDays(1))).isEmpty();
    }

    @Test
    default void aSupersessionThatWasTakenBackLeadsNowhere() {
        given(entry("A"));
        add(found(1, known(nhsNumber(102), BIRTHDAY)));
        add(found(2, mary()));

        assertThat(certificatesOf(nhsNumber(102), BIRTHDAY)).isEmpty();
    }

    @Test
    default void whatWasFoundIsToldWithTheHistory() {
        given(entry("A"), entry("A").as(Relationship.PARTNER));
        add(found(1, mary()));
        add(found(2, mary(Mark.DECEASED)));

        assertThat(records()
                        .certificate(entry("A").certificate().number())
                        .orElseThrow()
                        .history())
                .containsExactly(
                        CertificateChange.registered(AUTHORSHIP.at(), Optional.of(AUTHORSHIP.officer())),
                        added(entry("A")),
                        added(entry("A").as(Relationship.PARTNER)),
                        CertificateChange.found(found(1, mary())),
                        CertificateChange.found(found(2, mary(Mark.DECEASED))));
    }

    private void given(ExampleEntry... entries) {
        assertThat(store().add(Arrays.stream(entries).map(ExampleEntry::taken).toList(), AUTHORSHIP))
                .containsOnly(CertificateStore.Taken.ADDED);
    }

    private void add(Finding finding) {
        assertThat(findings().add(finding)).isTrue();
    }

    private List<ExemptionCertificate> certificatesOf(NhsNumber number, LocalDate born) {
        return register()
                .certificatesOf(
                        new SoughtPerson(
                                Set.of(number),
                                new DateOfBirth(born),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        TODAY)
                .held();
    }

    private ExemptionCertificate recorded(String number) {
        return records()
                .certificate(entry(number).certificate().number())
                .orElseThrow()
                .certificate();
    }

    private static CertificateChange added(ExampleEntry entry) {
        return CertificateChange.added(entry.person(), AUTHORSHIP.at(), Optional.of(AUTHORSHIP.officer()));
    }
}
