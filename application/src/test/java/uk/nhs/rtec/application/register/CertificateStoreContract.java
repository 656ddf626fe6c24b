package uk.nhs.rtec.application.register;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.register.CertificateStore.Taken.ADDED;
import static uk.nhs.rtec.application.register.CertificateStore.Taken.OTHER_CATEGORY;
import static uk.nhs.rtec.application.register.CertificateStore.Taken.OTHER_FIRST_DAY;
import static uk.nhs.rtec.application.register.CertificateStore.Taken.OTHER_LAST_DAY;
import static uk.nhs.rtec.application.register.CertificateStore.Taken.UNCHANGED;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.SoughtPerson;

/** What every store of certificates owes. */
public interface CertificateStoreContract {

    /** The store under test; empty when a test begins. */
    CertificateStore store();

    /** The same store, to be asked. */
    ExemptionRegister register();

    @Test
    default void anEmptyListChangesNothing() {
        assertThat(store().add(List.of(), AUTHORSHIP)).isEmpty();
    }

    @Test
    default void anEntryIsTakenInOnce() {
        assertThat(add(entry("A"))).containsExactly(ADDED);
        assertThat(add(entry("A"))).containsExactly(UNCHANGED);
        assertThat(add(entry("A"), entry("A"))).containsExactly(UNCHANGED, UNCHANGED);
        assertThat(heldBy(entry("A"))).containsExactly(entry("A").certificate());
    }

    @Test
    default void ofOneEntryTwiceInOneListTheSecondChangesNothing() {
        assertThat(add(entry("A"), entry("B"), entry("A"))).containsExactly(ADDED, ADDED, UNCHANGED);
    }

    @Test
    default void anEntryThatDiffersInOneDetailOfThePersonIsAnotherEntry() {
        assertThat(add(entry("A").withoutNumber().withoutForename())).containsExactly(ADDED);
        List<ExampleEntry> others = List.of(
                entry("A").withoutNumber(),
                entry("A").withoutForename(),
                entry("A"),
                entry("A").known(nhsNumber(101)),
                entry("A").as(Relationship.PARTNER),
                entry("A").surnamed("O’Brien"),
                entry("A").surnamed("O'BRIEN"),
                entry("A").forenamed("Margaret"),
                entry("A").forenamed("mary"),
                entry("A").born(LocalDate.of(1984, 3, 1)),
                entry("A").livingAt("LS14AP"));
        for (ExampleEntry other : others) {
            assertThat(add(other)).as("%s", others.indexOf(other)).containsExactly(ADDED);
        }
        assertThat(add(others)).containsOnly(UNCHANGED);
    }

    @Test
    default void certificateNumbersThatDifferInCaseAreTwo() {
        assertThat(add(entry("Ab"), entry("aB").in(ExemptionCategory.MATERNITY)))
                .containsExactly(ADDED, ADDED);
    }

    @Test
    default void anEntryThatConflictsWithTheRegisterIsLeftOut() {
        add(entry("A"));
        LocalDate from = entry("A").certificate().validity().from();
        LocalDate to = entry("A").certificate().validity().to();
        ExampleEntry other = entry("A").known(nhsNumber(101)).forenamed("Other");
        assertThat(add(
                        other.in(ExemptionCategory.MATERNITY),
                        other.valid(from.plusDays(1), to),
                        other.valid(from, to.minusDays(1)),
                        other.valid(from.plusDays(1), to.minusDays(1)),
                        other.in(ExemptionCategory.MATERNITY).valid(from.plusDays(1), to.minusDays(1)),
                        entry("B")))
                .containsExactly(
                        OTHER_CATEGORY, OTHER_FIRST_DAY, OTHER_LAST_DAY, OTHER_FIRST_DAY, OTHER_CATEGORY, ADDED);
        assertThat(heldBy(other)).isEmpty();
        assertThat(heldBy(entry("A")))
                .containsExactly(entry("A").certificate(), entry("B").certificate());
        assertThat(add(entry("A").in(ExemptionCategory.MATERNITY))).containsExactly(OTHER_CATEGORY);
    }

    @Test
    default void anEntryThatConflictsWithAnEarlierOneOfItsListIsLeftOut() {
        assertThat(add(
                        entry("A"),
                        entry("A").in(ExemptionCategory.MATERNITY),
                        entry("B").in(ExemptionCategory.MATERNITY),
                        entry("B"),
                        entry("A").as(Relationship.PARTNER)))
                .containsExactly(ADDED, OTHER_CATEGORY, ADDED, OTHER_CATEGORY, ADDED);
    }

    @Test
    default void whatConflictsWithTheRegisterDefinesNothingForLaterEntries() {
        add(entry("A"));
        assertThat(add(
                        entry("A").in(ExemptionCategory.MATERNITY),
                        entry("A").as(Relationship.PARTNER),
                        entry("A").in(ExemptionCategory.MATERNITY).as(Relationship.PARTNER)))
                .containsExactly(OTHER_CATEGORY, ADDED, OTHER_CATEGORY);
    }

    @Test
    default void theLinesOfOneCertificateMayLieApart() {
        ExampleEntry partner =
                entry("A").as(Relationship.PARTNER).known(nhsNumber(101)).forenamed("Pat");
        ExampleEntry dependant =
                entry("A").as(Relationship.DEPENDANT).known(nhsNumber(102)).forenamed("Kim");
        assertThat(add(entry("A"), entry("B"), partner)).containsExactly(ADDED, ADDED, ADDED);
        assertThat(add(entry("C"), dependant)).containsExactly(ADDED, ADDED);
        assertThat(heldBy(partner)).containsExactly(partner.certificate());
        assertThat(heldBy(dependant)).containsExactly(dependant.certificate());
    }

    @Test
    default void aThousandEntriesAreTakenInAtOnce() {
        List<ExampleEntry> thousand = distinct(1_000);
        assertThat(add(thousand)).hasSize(1_000).containsOnly(ADDED);
        assertThat(add(thousand)).hasSize(1_000).containsOnly(UNCHANGED);
        assertThat(heldBy(thousand.get(999))).hasSize(1);
    }

    @Test
    default void ofOneListTakenInByTwoAtOnceEachEntryIsAddedOnce() throws Exception {
        List<ExampleEntry> list = distinct(300);
        List<ExampleEntry> backwards = new ArrayList<>(list);
        Collections.reverse(backwards);
        List<List<Taken>> taken = AtOnce.call(List.of(() -> add(list), () -> {
            List<Taken> became = new ArrayList<>(add(backwards));
            Collections.reverse(became);
            return became;
        }));
        for (int i = 0; i < list.size(); i++) {
            assertThat(List.of(taken.get(0).get(i), taken.get(1).get(i))).containsExactlyInAnyOrder(ADDED, UNCHANGED);
            assertThat(heldBy(list.get(i))).hasSize(1);
        }
    }

    @Test
    default void ofTwoThatConflictAtOnceOneIsTakenIn() throws Exception {
        for (int round = 0; round < 10; round++) {
            ExampleEntry medical = entry("R" + round).known(nhsNumber(200 + round));
            ExampleEntry maternity = medical.in(ExemptionCategory.MATERNITY);
            List<List<Taken>> taken = AtOnce.call(List.of(() -> add(medical), () -> add(maternity)));
            assertThat(taken).containsExactlyInAnyOrder(List.of(ADDED), List.of(OTHER_CATEGORY));
            assertThat(heldBy(medical)).hasSize(1);
        }
    }

    @Test
    default void everyDetailComesBackAsItWasTakenIn() {
        List<ExampleEntry> entries = Arrays.stream(ExemptionCategory.values())
                .map(category -> entry("X./-" + category.code())
                        .in(category)
                        .valid(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31)))
                .toList();
        add(entries);
        assertThat(heldBy(entries.get(0)))
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(ExampleEntry::certificate).toList());
    }

    private List<Taken> add(ExampleEntry... entries) {
        return add(List.of(entries));
    }

    private List<Taken> add(List<ExampleEntry> entries) {
        List<RegisterEntry> taken = entries.stream().map(ExampleEntry::taken).toList();
        return store().add(taken, AUTHORSHIP);
    }

    private List<ExemptionCertificate> heldBy(ExampleEntry entry) {
        NamedPerson person = entry.person();
        SoughtPerson sought = new SoughtPerson(
                Set.of(person.nhsNumber().orElseThrow()),
                person.dateOfBirth(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return register().certificatesOf(sought, TODAY).held();
    }

    /** So many people, each with a certificate of their own. */
    private static List<ExampleEntry> distinct(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("D" + i).known(nhsNumber(1_000 + i)))
                .toList();
    }
}
