package uk.nhs.rtec.application.covid;

import java.util.Arrays;
import java.util.Optional;

/** A column of a file of COVID-19 medical exemptions, and a member of one record that is sent by itself. */
public enum CovidColumn {
    RECORD_ID("record_id", "recordId"),
    NHS_NUMBER("nhs_number", "nhsNumber"),
    NAME("name", "name"),
    BIRTH_DATE("birth_date", "birthDate"),
    STATUS("status", "status"),
    PERIOD_START("period_start", "periodStart"),
    PERIOD_END("period_end", "periodEnd");

    private final String header;
    private final String member;

    CovidColumn(String header, String member) {
        this.header = header;
        this.member = member;
    }

    /** The column with this name in the header line, or nothing when there is none. */
    public static Optional<CovidColumn> ofHeader(String name) {
        return Arrays.stream(values())
                .filter(column -> column.header.equals(name))
                .findFirst();
    }

    /** Its name in the header line. */
    public String header() {
        return header;
    }

    /** Its name in JSON. */
    public String member() {
        return member;
    }
}
