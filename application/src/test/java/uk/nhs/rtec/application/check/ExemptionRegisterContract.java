package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** What every register of exemptions owes, whoever keeps it: the matching rule, and the days that are printed. */
public interface ExemptionRegisterContract {

    LocalDate MARYS_BIRTHDAY = LocalDate.of(1984, 2, 29);

    SoughtPerson MARY = new SoughtPerson(
            Set.of(nhsNumber(100)),
            new DateOfBirth(MARYS_BIRTHDAY),
            Optional.of(new Surname("O'Brien")),
            Optional.of(new Postcode("LS1 4AP")),
            Optional.of(new Forename("Mary")));

    /** The register under test. */
    ExemptionRegister register();

    /** Fills the register; empty when a test begins. */
    CertificateStore store();

    @Test
    default void anEmptyRegisterHasNothing() {
        assertThat(search(MARY)).isEqualTo(CertificateSearch.answered(List.of()));
    }

    @Test
    default void aPersonIsFoundByNumberAndDateOfBirthWhateverElseTheCertificateSays() {
        ExampleEntry married = entry("A").surnamed("Smith").forenamed("Molly").livingAt("ZE1 0AA");
        given(married);
        assertThat(found(MARY)).containsExactly(married.certificate());
    }

    @Test
    default void aNumberWithAnotherDateOfBirthIsNobodys() {
        given(entry("A").born(MARYS_BIRTHDAY.plusDays(1)));
        assertThat(found(MARY)).isEmpty();
    }

    @Test
    default void aDateOfBirthWithAnotherNumberIsNobodysEvenIfEveryDetailIsTheSame() {
        given(entry("A").known(nhsNumber(101)));
        assertThat(found(MARY)).isEmpty();
    }

    @Test
    default void aSupersededNumberLeadsToThePersonAsWellAsTheSurvivingOne() {
        ExampleEntry old = entry("A");
        ExampleEntry recent = entry("B").known(nhsNumber(102));
        given(old, recent, entry("C").known(nhsNumber(103)));
        SoughtPerson both = known(nhsNumber(100), nhsNumber(102));
        assertThat(found(both)).containsExactlyInAnyOrder(old.certificate(), recent.certificate());
    }

    @Test
    default void aPersonWithoutANumberIsFoundByTheirDetails() {
        given(entry("A").withoutNumber());
        assertThat(found(MARY)).containsExactly(entry("A").certificate());
    }

    @ParameterizedTest
    @CsvSource({
        // on the certificate, in the demographics
        "O'Brien, O’BRIEN",
        "O'Brien, OBrien",
        "O'Brien, o brien",
        "Smith-Jones, Smith Jones",
        "Smith-Jones, SMITHJONES",
        "St. John, St John",
        "Müller, Muller",
        "Ødegård, Odegard",
        "Nuñez, NUNEZ",
        "Straße, STRASSE",
        "De  La  Cruz, de la Cruz"
    })
    default void aSurnameIsTheSameInEverySpelling(String onCertificate, String inDemographics) {
        given(entry("A").withoutNumber().surnamed(onCertificate));
        assertThat(found(surnamed(inDemographics))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"LS1 4AP, LS14AP", "LS14AP, LS1 4AP", "ls1 4ap, LS1 4AP"})
    default void aPostcodeIsTheSameInEverySpelling(String onCertificate, String inDemographics) {
        given(entry("A").withoutNumber().livingAt(onCertificate));
        assertThat(found(livingAt(inDemographics))).hasSize(1);
    }

    @Test
    default void everyDetailMustBeTheSame() {
        given(
                entry("A").withoutNumber().surnamed("O'Brian"),
                entry("B").withoutNumber().born(MARYS_BIRTHDAY.minusDays(1)),
                entry("C").withoutNumber().livingAt("LS1 4AQ"),
                entry("D").withoutNumber().forenamed("Anne"));
        assertThat(found(MARY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // on the certificate, in the demographics, found
        "Mary, Mary, true",
        "Mary, Margaret, true",
        "mary, MARY, true",
        "Émile, Emile, true",
        "Mary, Anne, false",
        "Mary, , true",
        ", Mary, true",
        ", , true"
    })
    default void aForenameCountsByItsFirstLetterWhereBothHaveOne(
            @Nullable String onCertificate, @Nullable String inDemographics, boolean found) {
        ExampleEntry nameless = entry("A").withoutNumber().withoutForename();
        given(onCertificate == null ? nameless : nameless.forenamed(onCertificate));
        assertThat(found(forenamed(Optional.ofNullable(inDemographics)))).hasSize(found ? 1 : 0);
    }

    @Test
    default void withoutASurnameOrAPostcodeOnlyANumberMatches() {
        given(entry("A").withoutNumber());
        assertThat(found(new SoughtPerson(
                        MARY.nhsNumbers(), MARY.dateOfBirth(), Optional.empty(), MARY.postcode(), MARY.forename())))
                .isEmpty();
        assertThat(found(new SoughtPerson(
                        MARY.nhsNumbers(), MARY.dateOfBirth(), MARY.surname(), Optional.empty(), MARY.forename())))
                .isEmpty();
        given(entry("B"));
        assertThat(found(new SoughtPerson(
                        MARY.nhsNumbers(), MARY.dateOfBirth(), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(entry("B").certificate());
    }

    @Test
    default void whoIsKnownByNumberIsNotLookedForByDetails() {
        given(entry("A"), entry("B").withoutNumber());
        assertThat(found(MARY)).containsExactly(entry("A").certificate());
    }

    @Test
    default void whoIsKnownByNumberOnAnExpiredCertificateOnlyIsNotLookedForByDetailsEither() {
        given(
                entry("A").valid(TODAY.minusYears(2), TODAY.minusYears(1)),
                entry("B").withoutNumber());
        assertThat(found(MARY)).isEmpty();
    }

    @Test
    default void severalCertificatesOfOnePersonAreAllFoundInTheOrderOfTheirNumbers() {
        given(entry("B"), entry("A").in(ExemptionCategory.MATERNITY), entry("C").in(ExemptionCategory.WAR_PENSION));
        assertThat(found(MARY))
                .containsExactly(
                        entry("A").in(ExemptionCategory.MATERNITY).certificate(),
                        entry("B").certificate(),
                        entry("C").in(ExemptionCategory.WAR_PENSION).certificate());
    }

    @Test
    default void severalCertificatesWithoutANumberAreOnePersonsIfEachBearsTheSameForename() {
        given(entry("A").withoutNumber(), entry("B").withoutNumber().forenamed("MARY"));
        assertThat(found(MARY)).hasSize(2);
    }

    @Test
    default void twinsWhoseForenamesBeginAlikeAreNobody() {
        given(entry("A").withoutNumber(), entry("B").withoutNumber().forenamed("Margaret"));
        assertThat(found(MARY)).isEmpty();
    }

    @Test
    default void twinsWhoseForenamesBeginDifferentlyAreToldApart() {
        given(entry("A").withoutNumber(), entry("B").withoutNumber().forenamed("Anne"));
        assertThat(found(MARY)).containsExactly(entry("A").certificate());
    }

    @Test
    default void twoPeopleAlikeOnOneCertificateAreNobody() {
        given(entry("A").withoutNumber(), entry("A").withoutNumber().as(Relationship.DEPENDANT));
        assertThat(found(MARY)).isEmpty();
    }

    @Test
    default void twoPeopleAlikeAreNobodyEvenIfOneOfTheirCertificatesHasExpired() {
        given(
                entry("A").withoutNumber(),
                entry("B").withoutNumber().forenamed("Margaret").valid(TODAY.minusYears(2), TODAY.minusYears(1)));
        assertThat(found(MARY)).isEmpty();
    }

    @Test
    default void someoneAlikeWhoHasANumberOfTheirOwnIsNoTwin() {
        given(entry("A").withoutNumber(), entry("B").known(nhsNumber(101)).forenamed("Margaret"));
        assertThat(found(MARY)).containsExactly(entry("A").certificate());
    }

    @ParameterizedTest
    @EnumSource(Relationship.class)
    default void everyoneNamedCountsInTheirOwnRight(Relationship relationship) {
        given(
                entry("A").known(nhsNumber(104)).surnamed("Somebody").born(LocalDate.of(1950, 1, 1)),
                entry("A").as(relationship));
        assertThat(found(MARY)).containsExactly(entry("A").certificate());
    }

    @Test
    default void aCertificateWithoutAHolderCountsToo() {
        given(entry("A").as(Relationship.PARTNER));
        assertThat(found(MARY)).containsExactly(entry("A").certificate());
    }

    @Test
    default void theFirstAndTheLastPrintedDayAreIncluded() {
        given(entry("A").valid(TODAY, TODAY.plusDays(1)));
        assertThat(foundOn(TODAY.minusDays(1))).isEmpty();
        assertThat(foundOn(TODAY)).hasSize(1);
        assertThat(foundOn(TODAY.plusDays(1))).hasSize(1);
        assertThat(foundOn(TODAY.plusDays(2))).isEmpty();
    }

    @Test
    default void aCertificateOfOneDayAndOneOfAllDaysAreFound() {
        given(entry("A").valid(TODAY, TODAY), entry("B").valid(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31)));
        assertThat(found(MARY)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(ExemptionCategory.class)
    default void aCertificateIsFoundAsItWasTakenInWhateverItsCategoryCountsFor(ExemptionCategory category) {
        ExemptionCertificate certificate = entry("A").in(category).certificate();
        given(entry("A").in(category));
        assertThat(found(MARY)).containsExactly(certificate);
    }

    private void given(ExampleEntry... entries) {
        List<RegisterEntry> taken =
                Arrays.stream(entries).map(ExampleEntry::taken).toList();
        assertThat(store().add(taken, AUTHORSHIP)).containsOnly(CertificateStore.Taken.ADDED);
    }

    private CertificateSearch search(SoughtPerson person) {
        return register().certificatesOf(person, TODAY);
    }

    private List<ExemptionCertificate> found(SoughtPerson person) {
        assertThat(search(person).silence()).isEmpty();
        return search(person).held();
    }

    private List<ExemptionCertificate> foundOn(LocalDate day) {
        return register().certificatesOf(MARY, day).held();
    }

    private static SoughtPerson known(NhsNumber... numbers) {
        return new SoughtPerson(Set.of(numbers), MARY.dateOfBirth(), MARY.surname(), MARY.postcode(), MARY.forename());
    }

    private static SoughtPerson surnamed(String surname) {
        return new SoughtPerson(
                MARY.nhsNumbers(),
                MARY.dateOfBirth(),
                Optional.of(new Surname(surname)),
                MARY.postcode(),
                MARY.forename());
    }

    private static SoughtPerson livingAt(String postcode) {
        return new SoughtPerson(
                MARY.nhsNumbers(),
                MARY.dateOfBirth(),
                MARY.surname(),
                Optional.of(new Postcode(postcode)),
                MARY.forename());
    }

    private static SoughtPerson forenamed(Optional<String> forename) {
        return new SoughtPerson(
                MARY.nhsNumbers(), MARY.dateOfBirth(), MARY.surname(), MARY.postcode(), forename.map(Forename::new));
    }
}
