package uk.nhs.rtec.sandbox.people;

import java.util.List;
import java.util.Optional;

/**
 * One row of the prescriptions table.
 *
 * @param status the state of the current issue, as the tracker's code
 * @param errorCode the tracker's statusCode, for a row that stands for a fault of the store
 * @param note what it is for, when it is out of the ordinary
 */
public record SamplePrescription(
        String id,
        String nhsNumber,
        String type,
        String treatment,
        String status,
        Optional<String> errorCode,
        int signedDaysAgo,
        int currentIssue,
        int totalIssues,
        List<Item> items,
        String note) {

    /** A line of a prescription. */
    public record Item(String description, String quantity, String unit, String dosage, String code) {}

    static SamplePrescription fromRow(List<String> cells) {
        String state = cells.get(4);
        boolean error = state.startsWith("error=");
        String[] issue = cells.get(6).split("/", -1);
        return new SamplePrescription(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                error ? "0001" : state,
                error ? Optional.of(state.substring("error=".length())) : Optional.empty(),
                Integer.parseInt(cells.get(5)),
                Integer.parseInt(issue[0]),
                Integer.parseInt(issue[1]),
                List.of(cells.get(7).split(";", -1)).stream()
                        .map(text -> text.split("\\*", -1))
                        .map(part -> new Item(part[0], part[1], part[2], part[3], part[4]))
                        .toList(),
                cells.get(8));
    }
}
