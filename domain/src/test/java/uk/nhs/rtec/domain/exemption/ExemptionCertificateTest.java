package uk.nhs.rtec.domain.exemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.patient.DateOfBirth;

final class ExemptionCertificateTest {

    private static final DateOfBirth BORN = new DateOfBirth(LocalDate.of(1985, 6, 15));

    @ParameterizedTest(name = "{0} from {1} to {2} counts on {3}: {4} ({5})")
    @CsvSource({
        "MATERNITY,      2025-08-01, 2026-07-31, 2025-07-31, false, the day before the first",
        "MATERNITY,      2025-08-01, 2026-07-31, 2025-08-01, true,  the first day",
        "MATERNITY,      2025-08-01, 2026-07-31, 2025-08-02, true,  the day after the first",
        "MATERNITY,      2025-08-01, 2026-07-31, 2026-07-30, true,  the day before the last",
        "MATERNITY,      2025-08-01, 2026-07-31, 2026-07-31, true,  the last day",
        "MATERNITY,      2025-08-01, 2026-07-31, 2026-08-01, false, the day after the last",
        "PREPAYMENT,     2026-02-03, 2026-02-03, 2026-02-03, true,  one day alone",
        "TAX_CREDIT,     2024-06-01, 2025-12-31, 2025-04-04, true,  before the end of tax credits",
        "TAX_CREDIT,     2024-06-01, 2025-12-31, 2025-04-05, true,  the last day of tax credits",
        "TAX_CREDIT,     2024-06-01, 2025-12-31, 2025-04-06, false, tax credits have ended",
        "TAX_CREDIT,     2024-06-01, 2025-03-31, 2025-04-01, false, ended by itself before tax credits did",
        "TAX_CREDIT,     2025-06-01, 2026-05-31, 2025-07-01, false, begun after tax credits had ended",
        "WAR_PENSION,    2025-08-01, 2026-07-31, 2026-02-03, false, covers some items only",
        "HRT_PREPAYMENT, 2025-08-01, 2026-07-31, 2026-02-03, false, covers some items only"
    })
    void counts(
            ExemptionCategory category, LocalDate from, LocalDate to, LocalDate day, boolean counts, String remark) {
        assertThat(certificate(category, from, to).countsOn(day, BORN))
                .as(remark)
                .isEqualTo(counts);
    }

    @Test
    void aSuspendedCertificateNeverCountsUntilItIsReinstated() {
        ExemptionCertificate certificate =
                certificate(ExemptionCategory.MATERNITY, LocalDate.of(2025, 8, 1), LocalDate.of(2026, 7, 31));
        ExemptionCertificate suspended =
                certificate.suspended(Optional.of(new Suspension(Instant.parse("2026-02-03T09:15:00Z"))));

        for (LocalDate day = LocalDate.of(2025, 7, 31); day.isBefore(LocalDate.of(2026, 8, 2)); day = day.plusDays(1)) {
            assertThat(suspended.countsOn(day, BORN)).as("%s", day).isFalse();
        }
        assertThat(suspended.lastDay(BORN)).isEqualTo(certificate.lastDay(BORN));
        assertThat(suspended.suspended(Optional.empty())).isEqualTo(certificate);
    }

    @Test
    void aCertificateCannotEndBeforeItBegins() {
        LocalDate day = LocalDate.of(2026, 2, 3);

        assertThat(new Validity(day, day).covers(day)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Validity(day, day.minusDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "MAT-0001/26.B", "aB9", "1234567890123456789012345678901234567890"})
    void certificateNumbers(String text) {
        assertThat(CertificateNumber.parse(text)).contains(new CertificateNumber(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A 1", "A_1", "A1\n", "Ä1", "12345678901234567890123456789012345678901"})
    void whatIsNoCertificateNumber(String text) {
        assertThat(CertificateNumber.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CertificateNumber(text))
                .withMessage("not a certificate number");
    }

    private static ExemptionCertificate certificate(ExemptionCategory category, LocalDate from, LocalDate to) {
        return new ExemptionCertificate(new CertificateNumber("C-1"), category, new Validity(from, to));
    }
}
