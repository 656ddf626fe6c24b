package uk.nhs.rtec.application.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.Examples.undetermined;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined.Source;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.OdsCode;

/** What all counts of checks owe. */
public interface CheckCountsContract {

    OdsCode HERE = PHARMACY.organisation();
    OdsCode ELSEWHERE = OTHER_PHARMACY.organisation();
    Instant ELEVEN = Instant.parse("2026-06-01T11:00:00Z");
    Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    Instant LATER = Instant.parse("2026-12-31T00:00:00Z");
    YearMonth JUNE = YearMonth.of(2026, 6);
    Tally ONE_FOUND = new Tally(1, 0, 0, 0);

    /** Where the checks are recorded; empty when a test begins. */
    CheckLedger ledger();

    /** The counts under test. */
    CheckCounts counts();

    /** Has all that was recorded counted. */
    void count();

    @Test
    default void ofNoChecksThereAreNoCounts() {
        count();

        assertThat(counts().hours(LONG_AGO, LATER, Optional.empty())).isEmpty();
        assertThat(counts().pharmacies(TODAY, TODAY)).isEmpty();
        assertThat(counts().categories(JUNE, JUNE, Optional.empty())).isEmpty();
        assertThat(counts().silences(LONG_AGO, LATER, Optional.empty())).isEmpty();
        assertThat(counts().progress().upTo()).isPresent();
        assertThat(counts().progress().notCounted()).isEmpty();
    }

    @Test
    default void everyOutcomeCountsInTheHourInWhichItWasAskedFor() {
        record(check());
        record(check());
        record(check().ending(new NoExemptionFound()));
        record(check().ending(new NotChecked(NotChecked.Reason.PATIENT_DECEASED)));
        record(check().ending(undetermined()));
        record(check().askedAt(Instant.parse("2026-06-01T10:59:59.999999Z")));
        record(check().askedAt(Instant.parse("2026-06-01T12:00:00Z")).by(OTHER_PHARMACY));
        count();

        assertThat(counts().hours(LONG_AGO, LATER, Optional.empty()))
                .containsExactly(
                        new CheckCounts.OfHour(ELEVEN.minusSeconds(3_600), ONE_FOUND),
                        new CheckCounts.OfHour(ELEVEN, new Tally(2, 1, 1, 1)),
                        new CheckCounts.OfHour(ELEVEN.plusSeconds(3_600), ONE_FOUND));
        assertThat(counts().hours(LONG_AGO, LATER, Optional.of(ELSEWHERE)))
                .containsExactly(new CheckCounts.OfHour(ELEVEN.plusSeconds(3_600), ONE_FOUND));
        assertThat(counts().hours(ELEVEN, ELEVEN.plusSeconds(3_600), Optional.empty()))
                .containsExactly(new CheckCounts.OfHour(ELEVEN, new Tally(2, 1, 1, 1)));
        assertThat(counts().hours(LONG_AGO, LATER, Optional.of(new OdsCode("NONE"))))
                .isEmpty();
    }

    @Test
    default void whatComesLaterIsAdded() {
        record(check());
        count();
        count();
        record(check());
        record(check().ending(new NoExemptionFound()));
        count();

        assertThat(counts().hours(LONG_AGO, LATER, Optional.empty()))
                .containsExactly(new CheckCounts.OfHour(ELEVEN, new Tally(2, 1, 0, 0)));
        assertThat(counts().pharmacies(TODAY, TODAY))
                .containsExactly(new CheckCounts.OfPharmacy(HERE, new Tally(2, 1, 0, 0)));
        assertThat(confirmations(JUNE, JUNE, Optional.empty(), ChargeExemption.MATERNITY))
                .isEqualTo(2);
    }

    @Test
    default void daysAndMonthsOfPharmaciesAreThoseInEngland() {
        record(check().askedAt(Instant.parse("2026-05-31T22:59:59.9Z")));
        record(check().askedAt(Instant.parse("2026-05-31T23:00:00Z")));
        record(check().askedAt(Instant.parse("2026-06-30T22:59:59Z")).by(OTHER_PHARMACY));
        record(check().askedAt(Instant.parse("2026-07-15T12:00:00Z")).by(OTHER_PHARMACY));
        count();

        assertThat(counts().pharmacies(TODAY, TODAY)).containsExactly(new CheckCounts.OfPharmacy(HERE, ONE_FOUND));
        assertThat(counts().pharmacies(TODAY.minusDays(1), TODAY.minusDays(1)))
                .containsExactly(new CheckCounts.OfPharmacy(HERE, ONE_FOUND));
        assertThat(counts().pharmacies(JUNE.atDay(1), JUNE.atEndOfMonth()))
                .containsExactly(
                        new CheckCounts.OfPharmacy(HERE, ONE_FOUND), new CheckCounts.OfPharmacy(ELSEWHERE, ONE_FOUND));
        assertThat(counts().pharmacies(LocalDate.of(2026, 5, 31), LocalDate.of(2026, 7, 14)))
                .containsExactly(
                        new CheckCounts.OfPharmacy(HERE, new Tally(2, 0, 0, 0)),
                        new CheckCounts.OfPharmacy(ELSEWHERE, ONE_FOUND));
        assertThat(counts().pharmacies(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)))
                .containsExactly(
                        new CheckCounts.OfPharmacy(HERE, new Tally(2, 0, 0, 0)),
                        new CheckCounts.OfPharmacy(ELSEWHERE, new Tally(2, 0, 0, 0)));
        assertThat(counts().pharmacies(TODAY.plusDays(1), TODAY.plusDays(20))).isEmpty();
        // What is put before 2026 as a text is not before it as a year.
        assertThat(counts().pharmacies(LocalDate.of(9999, 12, 2), LocalDate.of(9999, 12, 31)))
                .isEmpty();
        assertThat(counts().pharmacies(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31)))
                .isEmpty();
        assertThat(counts().pharmacies(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 31)))
                .isEmpty();
    }

    @Test
    default void categoriesAreCountedByTheMonth() {
        record(check());
        record(check().ending(found(ChargeExemption.AGE)));
        record(check().ending(found(ChargeExemption.AGE)).by(OTHER_PHARMACY));
        record(check().ending(new NoExemptionFound()));
        record(check().askedAt(Instant.parse("2026-05-31T22:59:59Z")));
        count();

        assertThat(confirmations(JUNE, JUNE, Optional.empty(), ChargeExemption.AGE))
                .isEqualTo(2);
        assertThat(confirmations(JUNE, JUNE, Optional.of(ELSEWHERE), ChargeExemption.AGE))
                .isEqualTo(1);
        assertThat(confirmations(JUNE, JUNE, Optional.of(ELSEWHERE), ChargeExemption.MATERNITY))
                .isZero();
        assertThat(confirmations(JUNE, JUNE, Optional.empty(), ChargeExemption.MATERNITY))
                .isEqualTo(1);
        assertThat(confirmations(JUNE.minusMonths(1), JUNE, Optional.of(HERE), ChargeExemption.MATERNITY))
                .isEqualTo(2);
    }

    @Test
    default void everySilenceCountsWhetherOrNotTheAnswerHungOnIt() {
        CheckFindings ordinary = check().findings();
        record(check().finding(new CheckFindings(
                ordinary.patient(),
                new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT),
                CertificateSearch.silent(Silence.REFUSED))));
        record(check().finding(new CheckFindings(
                        new PatientTrace.NoAnswer(Silence.UNREACHABLE),
                        new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT),
                        ordinary.certificates()))
                .ending(undetermined())
                .by(OTHER_PHARMACY));
        record(check());
        count();

        assertThat(counts().silences(ELEVEN, ELEVEN.plusSeconds(3_600), Optional.empty()))
                .containsExactly(
                        new SilenceCount(Source.PDS, Silence.UNREACHABLE, 1),
                        new SilenceCount(Source.PRESCRIPTION_TRACKER, Silence.TIMED_OUT, 2),
                        new SilenceCount(Source.EXEMPTION_REGISTER, Silence.REFUSED, 1));
        assertThat(counts().silences(LONG_AGO, LATER, Optional.of(HERE)))
                .containsExactly(
                        new SilenceCount(Source.PRESCRIPTION_TRACKER, Silence.TIMED_OUT, 1),
                        new SilenceCount(Source.EXEMPTION_REGISTER, Silence.REFUSED, 1));
        assertThat(counts().silences(LONG_AGO, ELEVEN, Optional.empty())).isEmpty();
    }

    /** An exemption of this category. */
    static CheckOutcome found(ChargeExemption category) {
        return new ExemptionFound(category, ChargeExemption.CONFIRMED, List.of());
    }

    private void record(ExampleCheck check) {
        ledger().append(check.withId(UUID.randomUUID()).concluded());
    }

    private long confirmations(YearMonth from, YearMonth to, Optional<OdsCode> organisation, ChargeExemption category) {
        return counts().categories(from, to, organisation).stream()
                .filter(found -> found.category() == category)
                .mapToLong(CheckCounts.OfCategory::confirmations)
                .sum();
    }
}
