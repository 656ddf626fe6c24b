package uk.nhs.rtec.application.claim;

import java.util.Map;

/**
 * One claim as it is sent.
 *
 * @param number the line's place in a file of lines, of which the header is line 1; in a file of messages the claim's place among them
 * @param texts what stands in each column; what the line does not state is absent
 */
public record ClaimLine(int number, Map<ClaimColumn, String> texts) {

    public ClaimLine {
        texts = Map.copyOf(texts);
    }

    @Override
    public String toString() {
        return "ClaimLine[" + number + "]";
    }
}
