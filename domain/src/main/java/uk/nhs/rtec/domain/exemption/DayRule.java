package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;
import java.time.Period;
import uk.nhs.rtec.domain.patient.DateOfBirth;

/** What narrows the days on which certificates of a category count, whatever is printed on them. */
interface DayRule {

    /** The first day on which a certificate with this printed first day may count. */
    default LocalDate firstDay(LocalDate printedFrom) {
        return printedFrom;
    }

    /** The last day on which it may count for someone born on that day. */
    default LocalDate lastDay(LocalDate printedFrom, DateOfBirth born) {
        return LocalDate.MAX;
    }

    /** Nothing counts before that day. */
    static DayRule notBefore(int year, int month, int day) {
        LocalDate first = LocalDate.of(year, month, day);
        return new DayRule() {
            @Override
            public LocalDate firstDay(LocalDate printedFrom) {
                return printedFrom.isBefore(first) ? first : printedFrom;
            }
        };
    }

    /** Nothing counts after that day. */
    static DayRule notAfter(int year, int month, int day) {
        LocalDate last = LocalDate.of(year, month, day);
        return new DayRule() {
            @Override
            public LocalDate lastDay(LocalDate printedFrom, DateOfBirth born) {
                return last;
            }
        };
    }

    /** A certificate counts no longer than that, its printed first day included: a year from 29 February ends on 28 February. */
    static DayRule atMost(Period period) {
        return new DayRule() {
            @Override
            public LocalDate lastDay(LocalDate printedFrom, DateOfBirth born) {
                LocalDate end = printedFrom.plus(period);
                boolean monthIsShorter = end.getDayOfMonth() < printedFrom.getDayOfMonth();
                return monthIsShorter ? end : end.minusDays(1);
            }
        };
    }

    /** A certificate does not count from that birthday on. */
    static DayRule beforeBirthday(int age) {
        return new DayRule() {
            @Override
            public LocalDate lastDay(LocalDate printedFrom, DateOfBirth born) {
                return born.attains(age).minusDays(1);
            }
        };
    }
}
