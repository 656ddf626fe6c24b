package uk.nhs.rtec.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

final class FindingsTest {

    private static final NhsNumber REGISTERED = new NhsNumber("9434765919");
    private static final NhsNumber SURVIVING = new NhsNumber("9990000018");
    private static final NhsNumber ANOTHERS = new NhsNumber("9990000026");
    private static final Map<String, NhsNumber> NUMBERS =
            Map.of("own", REGISTERED, "new", SURVIVING, "other", ANOTHERS);

    private static final Instant FIRST = Instant.parse("2026-02-10T08:00:00.123456Z");
    private static final PatientRecord ALIVE = record(REGISTERED, LocalDate.of(1985, 6, 15));

    /** A finding is a letter: dead or alive, one an hour. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "'',     -, never asked",
        "a,      -, alive",
        "d,      0, dead from the first finding on",
        "ad,     1, dead since the second",
        "add,    1, 'another detail of the dead does not move the day'",
        "adda,   -, taken back",
        "addad,  4, dead again",
    })
    void deathCountsFromTheFirstFindingThatWasNotTakenBack(String letters, String hour, String remark) {
        Findings findings = findings(letters);
        Optional<Instant> since =
                hour.equals("-") ? Optional.empty() : Optional.of(FIRST.plusSeconds(3_600 * Long.parseLong(hour)));

        assertThat(findings.deadSince()).as(remark).isEqualTo(since);
        assertThat(Suspension.of(List.of(findings))).as(remark).isEqualTo(since.map(Suspension::new));
    }

    @Test
    void ofSeveralHoldersTheFirstWhoDiedSuspends() {
        assertThat(Suspension.of(List.of(findings("aad"), Findings.NONE, findings("ad"))))
                .contains(new Suspension(FIRST.plusSeconds(3_600)));
    }

    /** A finding is what was said: surviving number and year of birth; the register has the own number and 1985. */
    @ParameterizedTest(name = "{4}: {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # said                  | sought numbers | sought year | leads there | remark
            own/1985                | own            | 1985        | true        | as registered
            own/1985 own/1986       | own            | 1986        | true        | a date of birth that was corrected
            own/1985 own/1986       | own            | 1985        | true        | the certificate's own date of birth does as well
            own/1985 own/1986       | own            | 1987        | false       | another date of birth
            own/1985 new/1985       | new            | 1985        | true        | a number that was superseded
            own/1985 new/1985       | own            | 1985        | true        | the certificate's own number does as well
            own/1985 new/1985       | other          | 1985        | false       | another number
            own/1985 new/1986       | new            | 1986        | true        | both at once
            new/1985                | new            | 1985        | true        | superseded before we first asked
            own/1986                | own            | 1986        | false       | what was never confirmed is not corrected: the number may be a mistake
            new/1986                | new            | 1986        | false       | nor is it superseded
            own/-                   | own            | 1985        | false       | no date of birth confirms nothing
            own/1985 own/-          | own            | 1985        | true        | it confirmed it once
            own/1985 new/- own/1985 | new            | 1985        | false       | a supersession that was taken back
            """)
    void whatIsFoundLeadsToThePerson(String said, String numbers, int year, boolean leads, String remark) {
        Set<NhsNumber> sought =
                Arrays.stream(numbers.split(" ", -1)).map(NUMBERS::get).collect(Collectors.toSet());

        assertThat(said(said).leadTo(REGISTERED, born(1985), sought, born(year)))
                .as(remark)
                .isEqualTo(leads);
    }

    @Test
    void nothingIsAddedWhenTheDemographicsSayTheSame() {
        Findings once = findings("a");

        assertThat(once.next(REGISTERED, ALIVE, FIRST, Optional.empty())).isEmpty();
        assertThat(once.next(REGISTERED, dead(), FIRST, Optional.of(new EventId("e"))))
                .contains(new Finding(REGISTERED, 2, FIRST, dead(), Optional.of(new EventId("e"))));
    }

    @Test
    void whereSomeoneRestrictedLivesIsNotKept() {
        PatientRecord restricted = new PatientRecord(
                REGISTERED,
                ALIVE.dateOfBirth(),
                Optional.of(new Postcode("LS1 4AP")),
                ALIVE.surname(),
                ALIVE.forename(),
                Set.of(Mark.RESTRICTED));
        Finding finding = Findings.NONE
                .next(REGISTERED, restricted, FIRST, Optional.empty())
                .orElseThrow();

        assertThat(finding.said().postcode()).isEmpty();
        assertThat(finding.isRestricted()).isTrue();
        assertThat(new Findings(List.of(finding)).next(REGISTERED, restricted, FIRST, Optional.empty()))
                .as("and it is no news the next time")
                .isEmpty();
    }

    @Test
    void findingsOfTwoNumbersOrOutOfOrderAreNone() {
        Finding one = new Finding(REGISTERED, 1, FIRST, ALIVE, Optional.empty());
        Finding anothers = new Finding(ANOTHERS, 2, FIRST, ALIVE, Optional.empty());

        assertThatIllegalArgumentException().isThrownBy(() -> new Findings(List.of(one, one)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Findings(List.of(one, anothers)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding(REGISTERED, 0, FIRST, ALIVE, Optional.empty()));
    }

    private static Findings findings(String letters) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            findings.add(new Finding(
                    REGISTERED,
                    i + 1,
                    FIRST.plusSeconds(3_600L * i),
                    letters.charAt(i) == 'd' ? dead() : ALIVE,
                    Optional.empty()));
        }
        return new Findings(findings);
    }

    private static Findings said(String words) {
        List<Finding> findings = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            String[] said = word.split("/", -1);
            NhsNumber number = Optional.ofNullable(NUMBERS.get(said[0])).orElseThrow();
            PatientRecord record = said[1].equals("-")
                    ? new PatientRecord(
                            number, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of())
                    : record(number, LocalDate.of(Integer.parseInt(said[1]), 6, 15));
            findings.add(new Finding(REGISTERED, findings.size() + 1, FIRST, record, Optional.empty()));
        }
        return new Findings(findings);
    }

    private static DateOfBirth born(int year) {
        return new DateOfBirth(LocalDate.of(year, 6, 15));
    }

    private static PatientRecord dead() {
        return new PatientRecord(
                ALIVE.nhsNumber(),
                ALIVE.dateOfBirth(),
                ALIVE.postcode(),
                ALIVE.surname(),
                ALIVE.forename(),
                EnumSet.of(Mark.DECEASED));
    }

    private static PatientRecord record(NhsNumber number, LocalDate born) {
        return new PatientRecord(
                number,
                Optional.of(new DateOfBirth(born)),
                Optional.of(new Postcode("NE3 2JH")),
                Optional.of(new Surname("Parker")),
                Optional.of(new Forename("Peter")),
                Set.of());
    }
}
