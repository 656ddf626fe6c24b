package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Attempts for tests, that end with their process. */
public final class MemoryCovidAttempts implements CovidAttempts {

    private final List<AttemptAtAnother> attempts = new CopyOnWriteArrayList<>();

    @Override
    public void add(AttemptAtAnother attempt) {
        attempts.add(attempt);
    }

    /** What is on record, oldest first. */
    public List<AttemptAtAnother> all() {
        return List.copyOf(attempts);
    }
}
