package uk.nhs.rtec.domain.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.Standing.RemovalReason;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Surname;

final class HeldExemptionTest {

    private static final NhsNumber NUMBER = new NhsNumber("9990548021");
    private static final NhsNumber OTHER = new NhsNumber("9990548072");
    private static final Instant START = Instant.parse("2026-03-01T09:30:00Z");

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-01T09:30:00Z | 2026-06-01T00:00:00Z | 2026-03-01T09:29:59Z | false | the second before it begins
            2026-03-01T09:30:00Z | 2026-06-01T00:00:00Z | 2026-03-01T09:30:00Z | true  | the moment it begins
            2026-03-01T09:30:00Z | 2026-06-01T00:00:00Z | 2026-06-01T00:00:00Z | true  | the moment it ends
            2026-03-01T09:30:00Z | 2026-06-01T00:00:00Z | 2026-06-01T00:00:01Z | false | the second after it ended
            2026-03-01T09:30:00Z |                      | 2026-03-01T09:29:59Z | false | open-ended, before it begins
            2026-03-01T09:30:00Z |                      | 2099-01-01T00:00:00Z | true  | open-ended, long after
            2026-03-01T09:30:00Z | 2026-03-01T09:30:00Z | 2026-03-01T09:30:00Z | true  | a period of one moment
            """)
    void aVerifiedRecordIsAnsweredWhileItIsCurrent(
            Instant start, Instant end, Instant asked, boolean answered, String remark) {
        HeldExemption held = verified(exemption(new ExemptionPeriod(start, Optional.ofNullable(end))));

        assertThat(held.isAnsweredAt(asked)).as(remark).isEqualTo(answered);
    }

    @Test
    void aPeriodCannotEndBeforeItBegins() {
        assertThatThrownBy(() -> new ExemptionPeriod(START, Optional.of(START.minusSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Imogen Ashdown-Okafor  | 9990548021 | 1979-02-11 | Ashdown-Okafor | Verified                 | everything agrees
            IMOGEN ASHDOWN OKAFOR  | 9990548021 | 1979-02-11 | Ashdown-Okafor | Verified                 | case and hyphen do not count
            Okafor, Imogen         | 9990548021 | 1979-02-11 | Okafor         | Verified                 | the surname first
            Ödön O’Brien           | 9990548021 | 1979-02-11 | O'Brien        | Verified                 | another apostrophe
            Imogen Ashdown-Okafor  | 9990548072 | 1979-02-11 | Ashdown-Okafor | NUMBER_SUPERSEDED        | another number took its place
            Imogen Ashdown-Okafor  | 9990548021 | 1979-02-12 | Ashdown-Okafor | BIRTH_DATE_DIFFERS       | born a day later
            Imogen Ashdown-Okafor  | 9990548021 | -          | Ashdown-Okafor | BIRTH_DATE_DIFFERS       | PDS does not know when
            Imogen Ashdown-Okafor  | 9990548021 | 1979-02-11 | Smith          | NAME_DIFFERS             | another surname
            Ann Smith Jones        | 9990548021 | 1979-02-11 | Smith          | NAME_DIFFERS             | a name in the middle is no surname
            Imogen Ashdown-Okafor  | 9990548021 | 1979-02-11 | -              | NAME_DIFFERS             | PDS does not know the surname
            Imogen Ashdown-Okafor  | 9990548021 | 1979-02-12 | Smith          | BIRTH_DATE_DIFFERS       | the first that differs is named
            """)
    void aPendingRecordIsComparedWithWhoeverHasTheNumber(
            String captured, String number, LocalDate born, String surname, String standing, String remark) {
        HeldExemption held = HeldExemption.takenIn(new CovidExemption(
                new CovidRecordId("220417-1.1"),
                NUMBER,
                new FullName(captured),
                new DateOfBirth(LocalDate.of(1979, 2, 11)),
                CovidStatus.EXEMPT_FROM_VACCINATION,
                new ExemptionPeriod(START, Optional.empty())));
        PatientRecord record = new PatientRecord(
                new NhsNumber(number),
                Optional.ofNullable(born).map(DateOfBirth::new),
                Optional.empty(),
                Optional.ofNullable(surname).map(Surname::new),
                Optional.of(new Forename("Imogen")),
                Set.of(PatientRecord.Mark.DECEASED, PatientRecord.Mark.RESTRICTED));

        assertThat(held.verified(new PatientTrace.Traced(record)))
                .map(changed -> word(changed.standing()))
                .as(remark)
                .hasValue(standing);
    }

    @Test
    void anUnknownOrWithdrawnNumberWaitsForAnOfficer() {
        assertThat(Arrays.stream(PatientTrace.Untraced.Reason.values())
                        .map(PatientTrace.Untraced::new)
                        .map(pending()::verified)
                        .map(changed -> word(changed.orElseThrow().standing())))
                .containsExactly("NUMBER_UNKNOWN", "NUMBER_INVALIDATED");
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void whileTheDemographicsAreSilentARecordStaysPending(Silence silence) {
        assertThat(pending().verified(new PatientTrace.NoAnswer(silence))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            pending,    verify remove
            verified,   remove
            unverified, confirm reject remove
            rejected,   ''
            removed,    ''
            """)
    void aRecordGoesOnlyWhereItMayGo(String from, String ways) {
        HeldExemption held =
                switch (from) {
                    case "pending" -> pending();
                    case "verified" -> verified(exemption());
                    case "unverified" -> unverified();
                    case "rejected" -> unverified().rejected().orElseThrow();
                    default -> pending().removed(RemovalReason.ADDED_IN_ERROR).orElseThrow();
                };

        StringBuilder open = new StringBuilder();
        held.verified(agreeing(NUMBER)).ifPresent(changed -> open.append(" verify"));
        held.confirmed().ifPresent(changed -> open.append(" confirm"));
        held.rejected().ifPresent(changed -> open.append(" reject"));
        held.removed(RemovalReason.NO_LONGER_REQUIRED).ifPresent(changed -> open.append(" remove"));

        assertThat(open.toString().strip()).isEqualTo(ways);
        assertThat(held.isAnsweredAt(START)).isEqualTo(from.equals("verified"));
    }

    @Test
    void whatWasCapturedStaysAsCapturedAndEveryChangeIsCounted() {
        HeldExemption confirmed = unverified().confirmed().orElseThrow();

        assertThat(confirmed.captured()).isEqualTo(exemption());
        assertThat(confirmed.changes()).isEqualTo(2);
        assertThat(confirmed.isAnsweredAt(START)).isTrue();
    }

    @Test
    void fiveAndSixAreNoStatus() {
        assertThat(Arrays.stream(CovidStatus.values()).map(CovidStatus::code)).containsExactly("1", "2", "3", "4");
        assertThat(CovidStatus.ofCode("5")).isEmpty();
        assertThat(CovidStatus.ofCode("4")).hasValue(CovidStatus.DECLINED_FOR_VACCINATION_AND_TESTING);
    }

    private static String word(Standing standing) {
        return standing.<String>map(
                pending -> "Pending",
                verified -> "Verified",
                unverified -> unverified.mismatch().name(),
                rejected -> "Rejected",
                removed -> "Removed");
    }

    private static HeldExemption pending() {
        return HeldExemption.takenIn(exemption());
    }

    private static HeldExemption unverified() {
        return pending().verified(agreeing(OTHER)).orElseThrow();
    }

    private static HeldExemption verified(CovidExemption exemption) {
        return HeldExemption.takenIn(exemption).verified(agreeing(NUMBER)).orElseThrow();
    }

    private static PatientTrace agreeing(NhsNumber number) {
        return new PatientTrace.Traced(new PatientRecord(
                number,
                Optional.of(new DateOfBirth(LocalDate.of(1979, 2, 11))),
                Optional.empty(),
                Optional.of(new Surname("Ashdown-Okafor")),
                Optional.empty(),
                Set.of()));
    }

    private static CovidExemption exemption() {
        return exemption(new ExemptionPeriod(START, Optional.empty()));
    }

    private static CovidExemption exemption(ExemptionPeriod period) {
        return new CovidExemption(
                new CovidRecordId("220417-1.1"),
                NUMBER,
                new FullName("Imogen Ashdown-Okafor"),
                new DateOfBirth(LocalDate.of(1979, 2, 11)),
                CovidStatus.EXEMPT_FROM_VACCINATION,
                period);
    }
}
