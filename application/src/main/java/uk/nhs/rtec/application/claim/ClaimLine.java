package uk.nhs.rtec.application.claim;

import java.util.List;
import java.util.Map;
import uk.nhs.rtec.application.job.JobRefusal;

/**
 * One claim as it is sent.
 *
 * @param number the line's place in a file of lines, of which the header is line 1; in a file of messages the claim's place among them
 * @param texts what stands in each column; what the line does not state is absent
 * @param faults what makes it no claim, whatever it states; only a message can say such things of itself
 */
public record ClaimLine(int number, Map<ClaimColumn, String> texts, List<JobRefusal> faults) {

    public ClaimLine {
        texts = Map.copyOf(texts);
        faults = List.copyOf(faults);
    }

    /** A claim that says nothing against itself. */
    public ClaimLine(int number, Map<ClaimColumn, String> texts) {
        this(number, texts, List.of());
    }

    @Override
    public String toString() {
        return "ClaimLine[" + number + "]";
    }
}
