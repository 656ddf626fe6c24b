package uk.nhs.rtec.application.claim;

/** What a claim states, by its name in a CSV file's header line; messages state the same in places of their own. */
public enum ClaimColumn {
    PRESCRIPTION_ID("prescription_id"),
    ODS_CODE("ods_code"),
    CHARGE_EXEMPTION("charge_exemption"),
    CLAIMED_AT("claimed_at"),
    NHS_NUMBER("nhs_number");

    private final String header;

    ClaimColumn(String header) {
        this.header = header;
    }

    /** Its name in the header line. */
    public String header() {
        return header;
    }
}
