package uk.nhs.rtec.application.covid;

import java.util.Map;

/**
 * One record as it is sent.
 *
 * @param number the line's place in the file, of which the header is line 1; 1 for a record that is sent by itself
 * @param texts what stands in each column; a column that the line does not reach is absent
 */
public record CovidLine(int number, Map<CovidColumn, String> texts) {

    public CovidLine {
        texts = Map.copyOf(texts);
    }

    @Override
    public String toString() {
        return "CovidLine[" + number + "]";
    }
}
