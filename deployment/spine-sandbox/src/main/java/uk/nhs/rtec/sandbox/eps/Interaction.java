package uk.nhs.rtec.sandbox.eps;

/** What a system must be accredited for to use one resource of the tracker. */
public enum Interaction {
    SEARCH("ExternalPrescriptionSearch_1_0"),
    RETRIEVE("ExternalPrescriptionQuery_1_0"),
    ITEM_SUMMARY("NHS111_ItemSummary"),
    ITEM_DETAIL("NHS111_ItemDetail");

    private final String shortName;

    Interaction(String shortName) {
        this.shortName = shortName;
    }

    public String urn() {
        return "urn:nhs:names:services:mmquery:" + shortName;
    }
}
