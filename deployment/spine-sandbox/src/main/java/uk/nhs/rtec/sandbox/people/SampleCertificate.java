package uk.nhs.rtec.sandbox.people;

import java.util.List;

/**
 * One row of the certificates table: somebody named on an exemption certificate of the demo's register.
 *
 * @param validFromDays its first day, counted from the first of this month
 * @param validToDays its last day, counted from the first of this month
 */
public record SampleCertificate(
        String number,
        String category,
        int validFromDays,
        int validToDays,
        String relationship,
        String nhsNumber,
        String surname,
        String forename,
        String dateOfBirth,
        String postcode) {

    static SampleCertificate fromRow(List<String> cells) {
        return new SampleCertificate(
                cells.get(0),
                cells.get(1),
                Integer.parseInt(cells.get(2)),
                Integer.parseInt(cells.get(3)),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7),
                cells.get(8),
                cells.get(9));
    }
}
