package uk.nhs.rtec.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * Every claim here is made by FML84 for one prescription, at noon by the clock in England on 4 June 2026. An answer is the organisation that
 * asked, the hour, and what was disclosed, or "none".
 */
final class ExaminedClaimTest {

    private static final PrescriptionId CLAIMED = new PrescriptionId("471BC8-P83027-34B75X");
    private static final PrescriptionId ANOTHER = new PrescriptionId("04F4C2-A99968-7F717P");
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final LocalDate DAY = LocalDate.of(2026, 6, 4);

    @ParameterizedTest(name = "{3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            9180, FML84 13:00 9180,                  -,                CHECK_AFTER_CLAIM,      confirmed an hour too late
            9005, FML84 12:00:01 9005,               -,                CHECK_AFTER_CLAIM,      confirmed a second too late
            9180, FML84 13:00 none,                  -,                CHECK_AFTER_CLAIM,      first asked after it was claimed, and in vain
            9180, FML84 09:00 none; FML84 13:00 9180, -,               CHECK_AFTER_CLAIM,      found, but only when it was claimed already
            9180, VNE51 13:00 9180,                  -,                CHECK_AFTER_CLAIM,      whoever asked too late
            9180, FML84 13:00 9180,                  FML84 09:00 9180, CHECK_AFTER_CLAIM,      a check of its own, however late, comes before another's answer
            9180, FML84 11:00 9180,                  -,                CONFIRMED,              as told
            9005, FML84 11:59:59 9005,               -,                CONFIRMED,              as told just before
            9180, FML84 12:00:00.9 9180,             -,                CONFIRMED,              as told within the second of the claim
            0002, FML84 11:00 0002,                  -,                CONFIRMED,              age is told as the patient would declare it
            9999, FML84 11:00 9999,                  -,                CONFIRMED,              a value that no vocabulary has yet
            9180, FML84 11:00 9180; FML84 13:00 none, -,               CONFIRMED,              what comes later changes nothing
            9180, FML84 10:00 none; FML84 11:00 9180, -,               CONFIRMED,              found at the second time
            9180, FML84 10:00 9180; FML84 11:00 none, -,               CONFIRMED,              found at the first time
            9180, FML84 10:00 9005; FML84 11:00 9180, -,               CONFIRMED,              one of two answers
            9180, VNE51 10:00 9180; FML84 11:00 9180, -,               CONFIRMED,              told to another as well
            9180, VNE51 11:00 9180,                  -,                DIFFERENT_ORGANISATION, told to another
            9180, VNE51 11:00 9005,                  -,                DIFFERENT_ORGANISATION, something else told to another
            9180, VNE51 10:00 9180; FML84 11:00 none, -,               DIFFERENT_ORGANISATION, told to another and not to this one
            9180, VNE51 10:00 9180; FML84 13:00 9180, -,               DIFFERENT_ORGANISATION, told to another in time and to this one too late
            9180, FML84 11:00 9005,                  -,                DIFFERENT_CODE,         another confirmation
            0005, FML84 11:00 9005,                  -,                DIFFERENT_CODE,         a declaration in place of what was confirmed
            9180, FML84 11:00 0002,                  -,                DIFFERENT_CODE,         a confirmation in place of age
            9180, VNE51 10:00 9180; FML84 11:00 9005, -,               DIFFERENT_CODE,         what this one was told counts
            9180, FML84 11:00 none,                  -,                NOT_FOUND_BUT_CLAIMED,  told that none was found
            9005, FML84 10:00 none; FML84 11:00 none, -,               NOT_FOUND_BUT_CLAIMED,  told so twice
            9180, VNE51 11:00 none,                  -,                NOT_FOUND_BUT_CLAIMED,  another was told so
            9180, FML84 11:00 none; FML84 13:00 none, -,               NOT_FOUND_BUT_CLAIMED,  before and after
            9180, FML84 11:00 none,                  FML84 09:00 9180, NOT_FOUND_BUT_CLAIMED,  its own check comes before another's answer
            9180, -,                                 FML84 11:00 9180, ANSWER_REUSED,          the other prescription's answer
            9180, -,                                 FML84 00:00 9005, ANSWER_REUSED,          another code at the first moment of the day in England
            9180, -,                                 FML84 12:00 9180, ANSWER_REUSED,          at the very moment of the claim
            9180, -,                                 -,                NO_CHECK,               nobody asked at all
            9999, -,                                 -,                NO_CHECK,               nobody asked for what nobody knows
            9180, -,                                 VNE51 11:00 9180, NO_CHECK,               the other answer was given to another organisation
            9180, -,                                 FML84 13:00 9180, NO_CHECK,               the other answer came after the claim
            9180, -,                                 FML84 11:00 none, NO_CHECK,               the other answer found nothing
            0001, FML84 11:00 9180,                  -,                FOUND_BUT_PAID,         charged in spite of the answer
            0000, FML84 11:00 9180,                  -,                FOUND_BUT_PAID,         charged at the old rate
            0001, VNE51 11:00 9180,                  -,                FOUND_BUT_PAID,         an exemption was on record whoever asked
            0002, -,                                 -,                DECLARED,               nobody need ask
            0020, FML84 11:00 none,                  -,                DECLARED,               not found and so declared
            0006, FML84 13:00 9180,                  -,                DECLARED,               found too late to be claimed
            0006, VNE51 11:00 9180,                  -,                DECLARED,               another organisation took the patient's word
            0010, -,                                 FML84 11:00 9180, DECLARED,               another prescription's answer means nothing here
            0001, -,                                 -,                PAID,                   nobody asked
            0000, FML84 11:00 none,                  -,                PAID,                   not found and so paid
            0001, FML84 13:00 9180,                  -,                PAID,                   found when it was paid already
            """)
    void theFirstVerdictThatAppliesIsTheClaims(
            String claimed, String ofPrescription, String ofPatient, Verdict verdict, String remark) {
        ExaminedClaim examined =
                new ExaminedClaim(claim(claimed), answers(CLAIMED, ofPrescription), answers(ANOTHER, ofPatient));

        assertThat(examined.verdict()).as(remark).isEqualTo(verdict);
    }

    @Test
    void aFindingOfTheDayBeforeIsNotReused() {
        GivenAnswer yesterday = new GivenAnswer(
                new CheckId(new UUID(0, 1)),
                ANOTHER,
                new OdsCode("FML84"),
                DAY.atStartOfDay(ENGLAND).toInstant().minusMillis(1),
                Optional.of(new ClaimedExemption("9180")));

        assertThat(new ExaminedClaim(claim("9180"), List.of(), List.of(yesterday)).verdict())
                .isEqualTo(Verdict.NO_CHECK);
    }

    @Test
    void aFindingForThePrescriptionItselfIsNotAnothers() {
        assertThat(new ExaminedClaim(claim("9180"), List.of(), answers(CLAIMED, "FML84 11:00 9180")).verdict())
                .isEqualTo(Verdict.NO_CHECK);
    }

    @Test
    void theOrderOfTheVerdictsIsPartOfTheirMeaning() {
        assertThat(Arrays.stream(Verdict.values()).map(Verdict::name))
                .containsExactly(
                        "CHECK_AFTER_CLAIM",
                        "CONFIRMED",
                        "DIFFERENT_ORGANISATION",
                        "DIFFERENT_CODE",
                        "NOT_FOUND_BUT_CLAIMED",
                        "ANSWER_REUSED",
                        "NO_CHECK",
                        "FOUND_BUT_PAID",
                        "DECLARED",
                        "PAID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "0021", "0030", "0100", "1001", "1002", "8180", "918", "91800", "918O", " 9180", "９１８０"
            })
    void whatIsNoChargeExemptionOfEnglandIsNotClaimed(String code) {
        assertThat(ClaimedExemption.parse(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0001", "0002", "0009", "0010", "0019", "0020", "9000", "9005", "9180", "9999"})
    void whatEnglandClaimsWithIsTakenAsItIs(String code) {
        assertThat(ClaimedExemption.parse(code)).contains(new ClaimedExemption(code));
    }

    private static Claim claim(String code) {
        return new Claim(CLAIMED, new OdsCode("FML84"), new ClaimedExemption(code), at("12:00"));
    }

    private static List<GivenAnswer> answers(PrescriptionId prescription, String texts) {
        return texts == null
                ? List.of()
                : Stream.of(texts.split("; "))
                        .map(text -> answer(prescription, text.split(" ")))
                        .toList();
    }

    private static GivenAnswer answer(PrescriptionId prescription, String... words) {
        return new GivenAnswer(
                new CheckId(new UUID(0, 1)),
                prescription,
                new OdsCode(words[0]),
                at(words[1]),
                Optional.of(words[2]).filter(code -> !code.equals("none")).map(ClaimedExemption::new));
    }

    private static Instant at(String time) {
        return DAY.atTime(LocalTime.parse(time)).atZone(ENGLAND).toInstant();
    }
}
