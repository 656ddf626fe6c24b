package uk.nhs.rtec.domain.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateOfBirthTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 2, 3);

    @ParameterizedTest(name = "born {0}, on {1} exempt by age: {2} ({3})")
    @CsvSource({
        "2010-02-03, 2026-02-02, true,  the day before the 16th birthday",
        "2010-02-03, 2026-02-03, false, the 16th birthday",
        "2010-02-03, 2026-02-04, false, the day after it",
        "1966-02-03, 2026-02-02, false, the day before the 60th birthday",
        "1966-02-03, 2026-02-03, true,  the 60th birthday",
        "1966-02-03, 2026-02-04, true,  the day after it",
        "2026-02-03, 2026-02-03, true,  born today",
        "2008-02-29, 2024-02-28, true,  a leap day: the day before the 16th birthday",
        "2008-02-29, 2024-02-29, false, a leap day: the 16th birthday is one too",
        "1968-02-29, 2028-02-28, false, a leap day: the day before the 60th birthday",
        "1968-02-29, 2028-02-29, true,  a leap day: the 60th birthday is one too",
        "2084-02-29, 2100-02-28, true,  2100 has no leap day: not 16 before the day has come",
        "2084-02-29, 2100-03-01, false, 2100 has no leap day: 16 on 1 March",
        "2040-02-29, 2100-02-28, false, 2100 has no leap day: not 60 before the day has come",
        "2040-02-29, 2100-03-01, true,  2100 has no leap day: 60 on 1 March",
        "2010-03-01, 2026-02-28, true,  the day after a leap day's place",
        "2010-12-31, 2026-12-30, true,  the last day of a year",
        "2010-12-31, 2026-12-31, false, the last day of a year",
        "1850-01-01, 2026-02-03, true,  the oldest there can be"
    })
    void exemptByAge(LocalDate born, LocalDate day, boolean exempt, String remark) {
        assertThat(new DateOfBirth(born).isExemptByAge(day)).as(remark).isEqualTo(exempt);
    }

    @Property
    void nobodyIsExemptByAgeFromThe16thBirthdayToTheDayBeforeThe60th(
            @ForAll("births") DateOfBirth born, @ForAll @IntRange(min = -40_000, max = 40_000) int days) {
        LocalDate sixteenth = born.attains(16);
        LocalDate sixtieth = born.attains(60);
        LocalDate day = sixteenth.plusDays(days);
        boolean between = !day.isBefore(sixteenth) && day.isBefore(sixtieth);

        assertThat(born.isExemptByAge(day)).isNotEqualTo(between);
    }

    @Property
    void anAgeIsAttainedOnTheSameDayOfTheYearAndALeapDayAtTheLatestOn1March(
            @ForAll("births") DateOfBirth born, @ForAll @IntRange(max = 120) int years) {
        LocalDate birthday = born.attains(years);
        LocalDate exact = born.inTheClear().plusYears(years);
        boolean noSuchDay = exact.getDayOfMonth() != born.inTheClear().getDayOfMonth();

        assertThat(birthday).isEqualTo(noSuchDay ? exact.plusDays(1) : exact);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2010-01-01, the published contract's own",
        "2026-02-03, today",
        "2024-02-29, a leap day",
        "1850-01-01, the earliest"
    })
    void whatIsADateOfBirth(String text, String remark) {
        assertThat(DateOfBirth.parse(text, TODAY)).as(remark).contains(new DateOfBirth(LocalDate.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-04",
                "1849-12-31",
                "2023-02-29",
                "2010-13-01",
                "2010-00-01",
                "2010-01-32",
                "2010-1-1",
                "20100101",
                "01-01-2010",
                "01/01/2010",
                "2010-01-01T00:00",
                " 2010-01-01",
                "2010-01-01 ",
                "+2010-01-1",
                "-201-01-01",
                "0000-00-00",
                "2010-01-0\u0661",
                "２０１０-01-01",
                "2010\u201101\u201101",
                "2010-02-30"
            })
    void whatIsNone(String text) {
        assertThat(DateOfBirth.parse(text, TODAY)).isEmpty();
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(DateOfBirth.parse(text, TODAY).map(DateOfBirth::inTheClear).filter(day -> day.isAfter(TODAY)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1849-12-31", "0001-01-01", "-0001-01-01"})
    void nobodyAliveWasBornBefore1850(LocalDate day) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DateOfBirth(day))
                .withMessage("not a date of birth of anyone alive");
    }

    @Provide
    static Arbitrary<DateOfBirth> births() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1850, 1, 1).toEpochDay(),
                        LocalDate.of(2120, 12, 31).toEpochDay())
                .map(day -> new DateOfBirth(LocalDate.ofEpochDay(day)));
    }
}
