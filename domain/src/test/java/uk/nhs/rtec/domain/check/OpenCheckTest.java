package uk.nhs.rtec.domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

final class OpenCheckTest {

    @ParameterizedTest(name = "{0} is on {1}: {2}")
    @CsvSource({
        "2026-02-03T23:59:59.999999Z, 2026-02-03, winter: London keeps universal time",
        "2026-02-04T00:00:00Z,        2026-02-04, winter: midnight",
        "2026-03-28T23:59:59Z,        2026-03-28, the last second before the day on which the clocks go forward",
        "2026-03-29T00:00:00Z,        2026-03-29, the clocks go forward an hour later",
        "2026-03-29T22:59:59Z,        2026-03-29, a day of 23 hours: its last second",
        "2026-03-29T23:00:00Z,        2026-03-30, a day of 23 hours has ended",
        "2026-07-01T22:59:59Z,        2026-07-01, summer: the last second of the day",
        "2026-07-01T23:00:00Z,        2026-07-02, summer: midnight comes an hour before that of universal time",
        "2026-10-24T23:00:00Z,        2026-10-25, the day on which the clocks go back begins",
        "2026-10-25T23:00:00Z,        2026-10-25, a day of 25 hours has not ended",
        "2026-10-25T23:59:59Z,        2026-10-25, a day of 25 hours: its last second",
        "2026-10-26T00:00:00Z,        2026-10-26, a day of 25 hours has ended"
    })
    void theDayIsThatOfEngland(Instant askedAt, LocalDate day, String remark) {
        assertThat(Samples.checkAt(askedAt).day()).as(remark).isEqualTo(day);
    }

    @ParameterizedTest(name = "born {0}, asked at {1}: {2} ({3})")
    @CsvSource({
        "1966-03-30, 2026-03-29T22:59:59Z, false, a second before the 60th birthday, the evening of the clock change",
        "1966-03-30, 2026-03-29T23:00:00Z, true,  the 60th birthday, though the day before by universal time",
        "2010-03-30, 2026-03-29T22:59:59Z, true,  a second before the 16th birthday, the evening of the clock change",
        "2010-03-30, 2026-03-29T23:00:00Z, false, the 16th birthday, though the day before by universal time",
        "1966-10-26, 2026-10-25T23:30:00Z, false, not yet 60: the hour is back",
        "1966-10-26, 2026-10-26T00:00:00Z, true,  the 60th birthday",
        "2010-10-25, 2026-10-24T22:59:59Z, true,  not yet 16",
        "2010-10-25, 2026-10-24T23:00:00Z, false, the 16th birthday"
    })
    void aBirthdayBeginsAtMidnightInEngland(LocalDate born, Instant askedAt, boolean exempt, String remark) {
        assertThat(new DateOfBirth(born).isExemptByAge(Samples.checkAt(askedAt).day()))
                .as(remark)
                .isEqualTo(exempt);
    }

    @Test
    void theSameIsAskedWhenPatientAndPrescriptionAreTheSameWhateverElseDiffers() {
        OpenCheck check = Samples.CHECK;
        OpenCheck later = new OpenCheck(
                new CheckId(new UUID(0, 2)),
                check.requester(),
                check.patient(),
                check.prescription(),
                RequestReference.none(),
                check.askedAt().plusSeconds(60));
        OpenCheck ofAnotherPrescription = new OpenCheck(
                check.id(),
                check.requester(),
                check.patient(),
                new PrescriptionId("C0FFEE-A99968-11111J"),
                check.reference(),
                check.askedAt());
        OpenCheck ofAnotherPatient = new OpenCheck(
                check.id(),
                check.requester(),
                Samples.stated("Parker", null, "NE3 2JH", "1985-06-15"),
                check.prescription(),
                check.reference(),
                check.askedAt());

        assertThat(check.asksTheSameAs(later)).isTrue();
        assertThat(check.asksTheSameAs(ofAnotherPrescription)).isFalse();
        assertThat(check.asksTheSameAs(ofAnotherPatient)).isFalse();
    }

    @ParameterizedTest(name = "{0} characters: {1} are kept")
    @CsvSource({"1, 1", "255, 255", "256, 255", "10000, 255"})
    void aCorrelationIdIsKeptUpTo255Characters(int length, int kept) {
        RequestReference reference = new RequestReference(Optional.empty(), Optional.of("x".repeat(length)));

        assertThat(reference.correlationId()).contains("x".repeat(kept));
    }

    @Test
    void aCheckIdReadsBackAsWritten() {
        CheckId id = new CheckId(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));

        assertThat(CheckId.parse(id.toString())).contains(id);
        assertThat(CheckId.parse("01234567-89AB-CDEF-0123-456789ABCDEF")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1-2-3-4-5", "0123456789abcdef0123456789abcdef", "g1234567-89ab-cdef-0123-456789abcdef"})
    void whatIsNoCheckId(String text) {
        assertThat(CheckId.parse(text)).isEmpty();
    }
}
