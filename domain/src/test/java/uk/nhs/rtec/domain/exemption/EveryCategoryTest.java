package uk.nhs.rtec.domain.exemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.patient.DateOfBirth;

/** Every category walked through its first day and its last, the day before and the day after, and through a revocation. */
final class EveryCategoryTest {

    private static final String WALK = """
            # category,           printed from, printed to, born,       counts from, counts to,  remark
            MATERNITY,            2025-08-01,   2026-07-31, 1994-03-14, 2025-08-01,  2026-07-31, as printed
            MATERNITY,            2025-08-01,   2027-02-28, 1994-03-14, 2025-08-01,  2027-02-28, extended since the child was born late
            MEDICAL,              2025-03-10,   2030-03-09, 1985-06-15, 2025-03-10,  2030-03-09, five years
            MEDICAL,              2025-03-10,   2030-03-10, 1985-06-15, 2025-03-10,  2030-03-09, printed for a day more
            MEDICAL,              2025-03-10,   2040-12-31, 1985-06-15, 2025-03-10,  2030-03-09, printed for far more
            MEDICAL,              2025-03-10,   2026-03-09, 1985-06-15, 2025-03-10,  2026-03-09, printed for less
            MEDICAL,              2024-02-29,   2030-03-10, 1985-06-15, 2024-02-29,  2029-02-28, begun on 29 February
            MEDICAL,              2025-03-10,   2030-03-09, 1968-08-02, 2025-03-10,  2028-08-01, sixty within the five years
            MEDICAL,              2025-03-10,   2030-03-09, 1970-03-10, 2025-03-10,  2030-03-09, sixty the day after
            MEDICAL,              2025-03-10,   2030-03-09, 1970-03-09, 2025-03-10,  2030-03-08, sixty on the last printed day
            MEDICAL,              2025-03-10,   2030-03-09, 1968-02-29, 2025-03-10,  2028-02-28, sixty on 29 February
            MEDICAL,              2025-03-10,   2030-03-09, 1965-03-10, never,       never,      sixty on the first printed day
            PREPAYMENT,           2026-01-15,   2026-04-14, 1988-12-29, 2026-01-15,  2026-04-14, three months
            PREPAYMENT,           2026-01-15,   2027-01-14, 1988-12-29, 2026-01-15,  2027-01-14, twelve months
            PREPAYMENT,           2026-01-15,   2027-01-15, 1988-12-29, 2026-01-15,  2027-01-14, printed for a day more
            PREPAYMENT,           2023-03-01,   2024-12-31, 1988-12-29, 2023-03-01,  2024-02-29, twelve months that end on 29 February
            WAR_PENSION,          2020-01-01,   2040-12-31, 1971-05-19, never,       never,      covers some items only
            LOW_INCOME,           2026-01-01,   2026-06-30, 1985-02-28, 2026-01-01,  2026-06-30, half a year
            LOW_INCOME,           2026-01-01,   2030-12-31, 1985-02-28, 2026-01-01,  2030-12-31, as printed however long
            INCOME_SUPPORT,       2026-01-01,   2026-06-30, 1990-07-07, 2026-01-01,  2026-06-30, the award
            JOBSEEKERS_ALLOWANCE, 2026-01-01,   2026-06-30, 1996-10-10, 2026-01-01,  2026-06-30, the award
            TAX_CREDIT,           2024-06-01,   2025-03-31, 1987-04-23, 2024-06-01,  2025-03-31, ended before tax credits did
            TAX_CREDIT,           2024-06-01,   2025-04-05, 1987-04-23, 2024-06-01,  2025-04-05, ended with tax credits
            TAX_CREDIT,           2024-06-01,   2025-04-06, 1987-04-23, 2024-06-01,  2025-04-05, printed for a day more
            TAX_CREDIT,           2025-04-05,   2026-04-04, 1987-04-23, 2025-04-05,  2025-04-05, one day left
            TAX_CREDIT,           2025-04-06,   2026-04-05, 1987-04-23, never,       never,      begun after the end of tax credits
            PENSION_CREDIT,       2026-01-01,   2026-06-30, 1969-09-30, 2026-01-01,  2026-06-30, the award
            UNIVERSAL_CREDIT,     2026-01-12,   2026-02-11, 1992-06-15, 2026-01-12,  2026-02-11, one assessment period
            UNIVERSAL_CREDIT,     2026-02-12,   2026-03-11, 1992-06-15, 2026-02-12,  2026-03-11, the next is a certificate of its own
            HRT_PREPAYMENT,       2023-04-01,   2024-03-31, 1970-03-03, never,       never,      covers some items only
            """;

    @ParameterizedTest(name = "{0}, printed {1} to {2}, born {3}: {4} to {5} ({6})")
    @CsvSource(textBlock = WALK)
    void countsFromItsFirstDayToItsLast(
            ExemptionCategory category,
            LocalDate from,
            LocalDate to,
            LocalDate born,
            String first,
            String last,
            String remark) {
        DateOfBirth person = new DateOfBirth(born);
        ExemptionCertificate certificate = certificate(category, from, to);
        if (first.equals("never")) {
            assertThat(from.datesUntil(to.plusDays(1))).noneMatch(day -> certificate.countsOn(day, person));
            return;
        }
        LocalDate firstDay = LocalDate.parse(first);
        LocalDate lastDay = LocalDate.parse(last);
        assertThat(certificate.countsOn(firstDay.minusDays(1), person))
                .as("before the first: " + remark)
                .isFalse();
        assertThat(firstDay.datesUntil(lastDay.plusDays(1))).allMatch(day -> certificate.countsOn(day, person));
        assertThat(certificate.countsOn(lastDay.plusDays(1), person))
                .as("after the last: " + remark)
                .isFalse();
        assertThat(certificate.lastDay(person)).isEqualTo(lastDay);
        assertThat(certificate.validity()).as("what is printed stays").isEqualTo(new Validity(from, to));
    }

    @ParameterizedTest(name = "{0}, printed {1} to {2}, born {3}")
    @CsvSource(textBlock = WALK)
    void aRevokedOneCountsUntilTheDayBefore(
            ExemptionCategory category,
            LocalDate from,
            LocalDate to,
            LocalDate born,
            String first,
            String last,
            String remark) {
        DateOfBirth person = new DateOfBirth(born);
        if (first.equals("never")) {
            assertThat(from.datesUntil(to.plusDays(1))).as(remark).noneMatch(day -> revoked(category, from, to, to)
                    .countsOn(day, person));
            return;
        }
        LocalDate firstDay = LocalDate.parse(first);
        LocalDate lastDay = LocalDate.parse(last);
        for (LocalDate revocation : List.of(firstDay.plusDays(1), lastDay, lastDay.plusDays(1))) {
            ExemptionCertificate certificate = revoked(category, from, to, revocation);
            assertThat(certificate.countsOn(firstDay, person)).isEqualTo(firstDay.isBefore(revocation));
            assertThat(certificate.countsOn(revocation.minusDays(1), person))
                    .as("the day before it is revoked: " + remark)
                    .isEqualTo(!revocation.minusDays(1).isBefore(firstDay));
            assertThat(certificate.countsOn(revocation, person)).isFalse();
            assertThat(certificate.lastDay(person)).isEqualTo(revocation.minusDays(1));
        }
        ExemptionCertificate tooLate = revoked(category, from, to, lastDay.plusDays(2));
        assertThat(tooLate.lastDay(person)).as("a revocation lengthens nothing").isEqualTo(lastDay);
        ExemptionCertificate fromTheStart = revoked(category, from, to, firstDay);
        assertThat(from.datesUntil(to.plusDays(1))).noneMatch(day -> fromTheStart.countsOn(day, person));
    }

    @Test
    void everyCategoryIsInTheWalk() {
        assertThat(Arrays.stream(WALK.split("\n", -1))
                        .map(row -> row.split(",", -1)[0])
                        .filter(name -> !name.isBlank() && !name.startsWith("#"))
                        .map(ExemptionCategory::valueOf)
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(ExemptionCategory.class));
    }

    @ParameterizedTest(name = "printed {0} to {1}: {2} to {3}")
    @CsvSource({
        "2023-03-01, 2024-02-29, 2023-04-01, 2024-02-29",
        "2023-04-01, 2024-03-31, 2023-04-01, 2024-03-31",
        "2023-04-02, 2024-12-31, 2023-04-02, 2024-04-01"
    })
    void anHrtCertificateIsHeldForTwelveMonthsAndNotBeforeThereWereAny(
            LocalDate from, LocalDate to, LocalDate first, LocalDate last) {
        Validity printed = new Validity(from, to);
        DateOfBirth born = new DateOfBirth(LocalDate.of(1970, 3, 3));

        assertThat(ExemptionCategory.HRT_PREPAYMENT.firstDay(printed)).isEqualTo(first);
        assertThat(ExemptionCategory.HRT_PREPAYMENT.lastDay(printed, born)).isEqualTo(last);
    }

    @Test
    void aLapsedDirectDebitIsARevocation() {
        LocalDate lapse = LocalDate.of(2026, 5, 1);
        DateOfBirth born = new DateOfBirth(LocalDate.of(1988, 12, 29));
        ExemptionCertificate certificate = certificate(
                        ExemptionCategory.PREPAYMENT, LocalDate.of(2026, 1, 15), LocalDate.of(2027, 1, 14))
                .revoked(new Revocation(lapse, Revocation.DIRECT_DEBIT_LAPSED));

        assertThat(certificate.countsOn(lapse.minusDays(1), born)).isTrue();
        assertThat(certificate.countsOn(lapse, born)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\u0000b", "a\nb", "a\uD800b"})
    void whatIsNoReason(String text) {
        assertThat(Revocation.reason(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Revocation(LocalDate.of(2026, 5, 1), text));
    }

    @Test
    void aReasonIsStrippedAndHasTwoHundredCharactersAtMost() {
        assertThat(Revocation.reason(" issued in error ")).contains("issued in error");
        assertThat(Stream.of(200, 201).map("x"::repeat).map(Revocation::reason))
                .extracting(reason -> reason.isPresent())
                .containsExactly(true, false);
    }

    private static ExemptionCertificate certificate(ExemptionCategory category, LocalDate from, LocalDate to) {
        return new ExemptionCertificate(new CertificateNumber("C-1"), category, new Validity(from, to));
    }

    private static ExemptionCertificate revoked(
            ExemptionCategory category, LocalDate from, LocalDate to, LocalDate revocation) {
        return certificate(category, from, to).revoked(new Revocation(revocation, "issued in error"));
    }
}
