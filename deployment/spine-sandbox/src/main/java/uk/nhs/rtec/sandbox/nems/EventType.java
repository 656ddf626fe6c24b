package uk.nhs.rtec.sandbox.nems;

import java.util.Arrays;
import java.util.Optional;

/** A kind of event of EventType-1, with the name its messages have in MESH and the one its permission has in the directory. */
public enum EventType {
    PDS_BIRTH_NOTIFICATION("pds-birth-notification-1", "PDS Birth Notification", "BIRTHNOTIFICATION_1"),
    PDS_DEATH_NOTIFICATION("pds-death-notification-1", "PDS Death Notification", "DEATHNOTIFICATION_1"),
    PDS_CHANGE_OF_ADDRESS("pds-change-of-address-1", "PDS Change of Address", "CHANGEOFADDRESS_1"),
    PDS_CHANGE_OF_GP("pds-change-of-gp-1", "PDS Change of GP", "CHANGEOFGP_1"),
    // The one whose workflow is not spelled as its permission (NEMS implementation guide, PDS Record Change).
    PDS_RECORD_CHANGE("pds-record-change-1", "PDS Record Change", "PDSRECORDCHANGE_1", "PDS_RECORD_CHANGE_1"),
    NEWBORN_HEARING("newborn-hearing-1", "Newborn Hearing", "NEWBORNHEARING_1"),
    NIPE_OUTCOME("nipe-outcome-1", "NIPE Outcome", "NIPEOUTCOME_1"),
    BLOOD_SPOT_TEST_OUTCOME("blood-spot-test-outcome-1", "Blood Spot Test Outcome", "BLOODSPOTTESTOUTCOME_1"),
    VACCINATIONS("vaccinations-1", "Vaccinations", "VACCINATIONS_1"),
    PROFESSIONAL_CONTACTS("professional-contacts-1", "Professional Contacts", "PROFESSIONALCONTACTS_1");

    private final String code;
    private final String display;
    private final String permission;
    private final String workflowId;

    EventType(String code, String display, String permission) {
        this(code, display, permission, permission);
    }

    EventType(String code, String display, String permission, String workflowId) {
        this.code = code;
        this.display = display;
        this.permission = permission;
        this.workflowId = workflowId;
    }

    static Optional<EventType> named(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    public String code() {
        return code;
    }

    public String display() {
        return display;
    }

    public String workflowId() {
        return workflowId;
    }

    /** The directory's category bag that a system must hold to subscribe to it. */
    public String categoryBag() {
        return "NEMS_EVENT_ID:" + permission;
    }

    /** PDS raises it; the others are published by the systems of maternity units, laboratories and the like. */
    boolean isOfPds() {
        return code.startsWith("pds-");
    }
}
