package uk.nhs.rtec.application.register;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.register.CertificateRecords.Revoked;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every keeper of the register's records owes: each certificate with all that was done to it, and one revocation that stands. */
public interface CertificateRecordsContract {

    Authorship LATER = new Authorship(
            new Officer(new OdsCode("T1450"), new SdsUserId("555021935111")),
            NOON.plus(Duration.ofDays(30)).plusNanos(1_000));

    Authorship LAST = new Authorship(REGISTER_OFFICER, NOON.plus(Duration.ofDays(60)));

    Revocation FROM_TOMORROW = new Revocation(TODAY.plusDays(1), "issued in error");

    /** The records under test; empty when a test begins. */
    CertificateRecords records();

    /** Fills them. */
    CertificateStore store();

    /** The same register, to be asked by a check. */
    ExemptionRegister register();

    @Test
    default void whatWasNeverTakenInIsNotFound() {
        assertThat(records().certificate(new CertificateNumber("A"))).isEmpty();
        assertThat(records().find(numbered("A"))).isEqualTo(new CertificatePage(List.of(), false));
    }

    @Test
    default void aCertificateIsFoundWithWhoTookItInAndWhen() {
        given(AUTHORSHIP, entry("A"));
        assertThat(record("A"))
                .isEqualTo(new CertificateRecord(
                        entry("A").certificate(), List.of(registered(AUTHORSHIP), added(entry("A"), AUTHORSHIP))));
        assertThat(record("A").people()).containsExactly(entry("A").person());
    }

    @Test
    default void everyoneWhomItNamesIsToldTheHolderFirst() {
        ExampleEntry dependant =
                entry("A").as(Relationship.DEPENDANT).withoutNumber().withoutForename();
        ExampleEntry partner = entry("A").as(Relationship.PARTNER).surnamed("Šmítová");
        given(AUTHORSHIP, dependant, entry("A"), partner);
        assertThat(record("A").people()).containsExactly(entry("A").person(), partner.person(), dependant.person());
    }

    @Test
    default void whoeverIsAddedLaterIsToldWithWhoAddedThem() {
        ExampleEntry partner = entry("A").as(Relationship.PARTNER);
        given(AUTHORSHIP, entry("A"));
        given(LATER, entry("A"), partner);
        given(LAST, entry("A"), partner);
        assertThat(record("A").history())
                .containsExactly(registered(AUTHORSHIP), added(entry("A"), AUTHORSHIP), added(partner, LATER));
    }

    @Test
    default void whatConflictsLeavesNoTrace() {
        given(AUTHORSHIP, entry("A"));
        given(LATER, entry("A").in(ExemptionCategory.MATERNITY).as(Relationship.PARTNER));
        assertThat(record("A").history()).containsExactly(registered(AUTHORSHIP), added(entry("A"), AUTHORSHIP));
    }

    @Test
    default void aRevokedCertificateStaysWithItsRevocationAndWhoRevokedIt() {
        given(AUTHORSHIP, entry("A"), entry("B"));
        assertThat(revoke("A", FROM_TOMORROW, LATER)).isEqualTo(Revoked.REVOKED);
        assertThat(record("A"))
                .isEqualTo(new CertificateRecord(
                        entry("A").certificate().revoked(FROM_TOMORROW),
                        List.of(
                                registered(AUTHORSHIP),
                                added(entry("A"), AUTHORSHIP),
                                CertificateChange.revoked(LATER.at(), LATER.officer()))));
        assertThat(record("B").certificate().revocation()).isEmpty();
    }

    @Test
    default void theSameRevocationAgainChangesNothing() {
        given(AUTHORSHIP, entry("A"));
        revoke("A", FROM_TOMORROW, LATER);
        CertificateRecord once = record("A");
        assertThat(revoke("A", FROM_TOMORROW, LAST)).isEqualTo(Revoked.UNCHANGED);
        assertThat(record("A")).isEqualTo(once);
    }

    @Test
    default void anotherRevocationIsRefusedAndTheFirstStands() {
        given(AUTHORSHIP, entry("A"));
        revoke("A", FROM_TOMORROW, LATER);
        CertificateRecord once = record("A");
        assertThat(revoke("A", new Revocation(TODAY, FROM_TOMORROW.reason()), LAST))
                .isEqualTo(Revoked.REVOKED_OTHERWISE);
        assertThat(revoke("A", new Revocation(FROM_TOMORROW.from(), Revocation.DIRECT_DEBIT_LAPSED), LAST))
                .isEqualTo(Revoked.REVOKED_OTHERWISE);
        assertThat(record("A")).isEqualTo(once);
    }

    @Test
    default void whatIsNotThereCannotBeRevoked() {
        given(AUTHORSHIP, entry("A"));
        assertThat(revoke("a", FROM_TOMORROW, LATER)).isEqualTo(Revoked.UNKNOWN);
    }

    @Test
    default void ofTwoRevocationsAtOnceOneStands() throws Exception {
        for (int round = 0; round < 10; round++) {
            String number = "R" + round;
            given(AUTHORSHIP, entry(number));
            Revocation other = new Revocation(TODAY.minusDays(1), "reported lost");
            List<Revoked> became =
                    AtOnce.call(List.of(() -> revoke(number, FROM_TOMORROW, LATER), () -> revoke(number, other, LAST)));
            assertThat(became).containsExactlyInAnyOrder(Revoked.REVOKED, Revoked.REVOKED_OTHERWISE);
            assertThat(record(number).certificate().revocation())
                    .contains(became.get(0) == Revoked.REVOKED ? FROM_TOMORROW : other);
        }
    }

    @Test
    default void theSameLinesAgainAreUnchangedThoughTheCertificateIsRevoked() {
        given(AUTHORSHIP, entry("A"));
        revoke("A", FROM_TOMORROW, LATER);
        assertThat(store().add(List.of(entry("A").taken()), LAST)).containsExactly(CertificateStore.Taken.UNCHANGED);
        assertThat(record("A").certificate().revocation()).contains(FROM_TOMORROW);
    }

    @ParameterizedTest(name = "revoked from {0} days on: counts today {1}, tomorrow {2}")
    @CsvSource({"-1, false, false", " 0, false, false", " 1, true,  false", " 2, true,  true"})
    default void aCheckCountsOnACertificateUntilTheDayBeforeItsRevocation(int from, boolean today, boolean tomorrow) {
        given(AUTHORSHIP, entry("A"));
        assertThat(countsOn(TODAY)).isTrue();
        revoke("A", new Revocation(TODAY.plusDays(from), "issued in error"), LATER);
        assertThat(countsOn(TODAY)).isEqualTo(today);
        assertThat(countsOn(TODAY.plusDays(1))).isEqualTo(tomorrow);
        assertThat(held(TODAY))
                .as("held, and the ledger is told why it does not count")
                .hasSize(1);
    }

    @Test
    default void aCertificateIsFoundByItsNumberInItsOwnSpelling() {
        given(AUTHORSHIP, entry("MAT-2026/0001.a"), entry("MAT-2026/0001.b"));
        assertThat(found(numbered("MAT-2026/0001.a"))).containsExactly("MAT-2026/0001.a");
        assertThat(found(numbered("MAT-2026/0001.A"))).isEmpty();
    }

    @Test
    default void certificatesAreFoundByTheNhsNumberOfAnyoneTheyName() {
        given(
                AUTHORSHIP,
                entry("B"),
                entry("A").known(nhsNumber(101)),
                entry("A").as(Relationship.DEPENDANT),
                entry("C").known(nhsNumber(101)),
                entry("D").withoutNumber());
        assertThat(found(known(nhsNumber(100)))).containsExactly("A", "B");
    }

    @Test
    default void certificatesAreFoundByDetailsInEverySpellingWithOrWithoutAnNhsNumber() {
        given(
                AUTHORSHIP,
                entry("A"),
                entry("B").withoutNumber().surnamed("OBRIEN").livingAt("ls14ap"),
                entry("C").surnamed("O'Brian"),
                entry("D").born(LocalDate.of(1984, 3, 1)),
                entry("E").livingAt("LS1 4AQ"));
        CertificateQuery mary = detailed("o’brien", Optional.empty());
        assertThat(found(mary)).containsExactly("A", "B", "E");
        assertThat(found(detailed("O Brien", Optional.of(new Postcode("LS14AP")))))
                .containsExactly("A", "B");
    }

    @Test
    default void allConditionsMustBeTrueOfOnePerson() {
        given(
                AUTHORSHIP,
                entry("A"),
                entry("A").as(Relationship.PARTNER).known(nhsNumber(101)).surnamed("Smith"));
        assertThat(found(new CertificateQuery(
                        Optional.of(new CertificateNumber("A")),
                        Optional.of(nhsNumber(100)),
                        Optional.of(new Surname("Smith")),
                        Optional.empty(),
                        Optional.empty())))
                .isEmpty();
        assertThat(found(new CertificateQuery(
                        Optional.of(new CertificateNumber("A")),
                        Optional.of(nhsNumber(101)),
                        Optional.of(new Surname("Smith")),
                        Optional.empty(),
                        Optional.empty())))
                .containsExactly("A");
    }

    @Test
    default void whatHasEndedOrIsRevokedIsFoundWithAllThatWasDoneToIt() {
        given(AUTHORSHIP, entry("A").valid(TODAY.minusYears(2), TODAY.minusYears(1)), entry("B"));
        revoke("B", new Revocation(TODAY.minusYears(1), "issued in error"), LATER);
        assertThat(records().find(known(nhsNumber(100))))
                .isEqualTo(new CertificatePage(List.of(record("A"), record("B")), false));
    }

    @Test
    default void aPageHoldsNoMoreThanItMayAndSaysSo() {
        List<String> numbers = IntStream.rangeClosed(0, CertificatePage.LARGEST)
                .mapToObj(i -> "P" + (1_000 + i))
                .toList();
        numbers.subList(1, numbers.size()).forEach(number -> given(AUTHORSHIP, entry(number)));
        assertThat(records().find(known(nhsNumber(100))).more()).isFalse();
        given(AUTHORSHIP, entry(numbers.get(0)));
        assertThat(records().find(known(nhsNumber(100))).more()).isTrue();
        assertThat(found(known(nhsNumber(100)))).isEqualTo(numbers.subList(0, CertificatePage.LARGEST));
    }

    private void given(Authorship by, ExampleEntry... entries) {
        store().add(Arrays.stream(entries).map(ExampleEntry::taken).toList(), by);
    }

    private CertificateRecord record(String number) {
        return records().certificate(new CertificateNumber(number)).orElseThrow();
    }

    private Revoked revoke(String number, Revocation revocation, Authorship by) {
        return records().revoke(new CertificateNumber(number), revocation, by);
    }

    private List<String> found(CertificateQuery query) {
        return records().find(query).certificates().stream()
                .map(record -> record.certificate().number().value())
                .toList();
    }

    private boolean countsOn(LocalDate day) {
        return held(day).stream()
                .anyMatch(certificate ->
                        certificate.countsOn(day, entry("A").person().dateOfBirth()));
    }

    private List<ExemptionCertificate> held(LocalDate day) {
        NamedPerson person = entry("A").person();
        return register()
                .certificatesOf(
                        new SoughtPerson(
                                Set.of(person.nhsNumber().orElseThrow()),
                                person.dateOfBirth(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        day)
                .held();
    }

    private static CertificateChange registered(Authorship by) {
        return CertificateChange.registered(by.at(), Optional.of(by.officer()));
    }

    private static CertificateChange added(ExampleEntry entry, Authorship by) {
        return CertificateChange.added(entry.person(), by.at(), Optional.of(by.officer()));
    }

    private static CertificateQuery numbered(String number) {
        return new CertificateQuery(
                Optional.of(new CertificateNumber(number)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static CertificateQuery known(NhsNumber number) {
        return new CertificateQuery(
                Optional.empty(), Optional.of(number), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static CertificateQuery detailed(String surname, Optional<Postcode> postcode) {
        return new CertificateQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Surname(surname)),
                Optional.of(new DateOfBirth(LocalDate.of(1984, 2, 29))),
                postcode);
    }
}
