package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Someone looked into the history of checks, or into what is kept beside it, or wanted to.
 *
 * @param kind what they did
 * @param reason why, in the auditor's own words, 1 to 200 characters; a look at one check needs none beside the search it came from
 * @param conditions by what a search was made: the names of the conditions, never their values
 * @param about the one check, export or alert that it was about
 * @param outcome what came of it; what was recorded before that was kept has none
 */
public record AccessToHistory(
        AccessKind kind,
        Officer auditor,
        Optional<String> reason,
        Set<String> conditions,
        AccessSubject about,
        Instant at,
        Optional<AccessOutcome> outcome) {

    /** The longest reason that is kept, in characters. */
    public static final int LONGEST_REASON = 200;

    public AccessToHistory {
        if (reason.filter(text -> text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_REASON)
                .isPresent()) {
            throw new IllegalArgumentException("a reason has 1 to " + LONGEST_REASON + " characters");
        }
        conditions = Set.copyOf(conditions);
    }

    /** Somebody is about to do something. */
    public static AccessToHistory attempt(AccessKind kind, Officer auditor, Instant at) {
        return new AccessToHistory(kind, auditor, Optional.empty(), Set.of(), AccessSubject.NONE, at, Optional.empty());
    }

    /** The same for a reason. */
    public AccessToHistory because(String why) {
        return because(Optional.of(why));
    }

    /** The same for a reason, if one was given. */
    public AccessToHistory because(Optional<String> why) {
        return new AccessToHistory(kind, auditor, why, conditions, about, at, outcome);
    }

    /** The same by these conditions. */
    public AccessToHistory by(Set<String> names) {
        return new AccessToHistory(kind, auditor, reason, names, about, at, outcome);
    }

    /** The same about these things. */
    public AccessToHistory about(AccessSubject subject) {
        return new AccessToHistory(kind, auditor, reason, conditions, subject, at, outcome);
    }

    /** The same at another moment. */
    AccessToHistory at(Instant moment) {
        return new AccessToHistory(kind, auditor, reason, conditions, about, moment, outcome);
    }

    /** The same with what came of it. */
    public AccessToHistory ended(AccessOutcome how) {
        return new AccessToHistory(kind, auditor, reason, conditions, about, at, Optional.of(how));
    }

    /** The one check that it was about. */
    public Optional<CheckId> check() {
        return about.check();
    }

    /** The one export that it was about. */
    public Optional<UUID> export() {
        return about.export();
    }

    /** The one alert that it was about. */
    public Optional<AccessId> alert() {
        return about.alert();
    }

    /** Whether it came to what was wanted. */
    public boolean succeeded() {
        return outcome.filter(AccessOutcome.SUCCEEDED::equals).isPresent();
    }

    /** Without the reason: what people write there may name a patient. */
    @Override
    public String toString() {
        return "AccessToHistory[" + kind + ", " + auditor + ", " + conditions + ", " + about + ", " + at + ", "
                + outcome + "]";
    }
}
