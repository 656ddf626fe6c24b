package uk.nhs.rtec.application.register;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import uk.nhs.rtec.domain.exemption.RegisterEntry;

/**
 * One line of a register file as it stands there.
 *
 * @param number the line's place in the file; the header is line 1
 * @param texts what stands in each column; a column that the line does not reach is absent
 */
public record RegisterLine(int number, Map<RegisterColumn, String> texts) {

    public RegisterLine {
        texts = texts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(texts));
    }

    @Override
    public String toString() {
        return "RegisterLine[" + number + "]";
    }

    /** A line that was read and found good. */
    public record Good(int number, RegisterEntry entry) {}
}
