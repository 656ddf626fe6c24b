package uk.nhs.rtec.application.audit;

import java.util.Optional;
import java.util.Set;

/** An access that somebody else is to look at, or has. */
public record AccessAlert(KeptAccess access, Set<AlertReason> reasons, Optional<AlertClosure> closure) {

    public AccessAlert {
        reasons = Set.copyOf(reasons);
    }

    /** Whether somebody has looked. */
    public AlertState state() {
        return closure.isPresent() ? AlertState.CLOSED : AlertState.OPEN;
    }
}
