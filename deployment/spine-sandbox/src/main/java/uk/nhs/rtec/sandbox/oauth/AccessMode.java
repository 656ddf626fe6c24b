package uk.nhs.rtec.sandbox.oauth;

/** On whose behalf an application calls. */
public enum AccessMode {
    /** Its own: nobody is present. */
    APPLICATION("application-restricted"),
    /** A member of the public's, signed in by NHS login. */
    PATIENT("patient-access"),
    /** A member of staff's, signed in by CIS2. */
    HEALTHCARE_WORKER("healthcare-worker");

    private final String label;

    AccessMode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
