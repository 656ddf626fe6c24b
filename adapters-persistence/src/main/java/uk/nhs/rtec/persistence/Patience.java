package uk.nhs.rtec.persistence;

/** How long somebody waits for the database before no answer is the better answer. */
public enum Patience {
    /** Somebody stands at a counter, and the whole check has two seconds. */
    CHECK(1),
    /** An auditor waits for a search; a condition that no index serves takes its time. */
    SEARCH(5),
    /** Nobody waits for one batch of an import. */
    IMPORT(20);

    private final int seconds;

    Patience(int seconds) {
        this.seconds = seconds;
    }

    int seconds() {
        return seconds;
    }
}
