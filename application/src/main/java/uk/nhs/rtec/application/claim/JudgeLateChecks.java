package uk.nhs.rtec.application.claim;

import java.util.function.BooleanSupplier;
import uk.nhs.rtec.application.audit.HistoryUnavailable;

/** Judges claims again when checks were recorded after them. */
@FunctionalInterface
public interface JudgeLateChecks {

    /**
     * Looks at every check since the last time, and adds a verdict where it changes one.
     *
     * @param goOn asked between two pages; after a no, the rest is left to whoever comes next
     * @return how many verdicts were added
     * @throws HistoryUnavailable when the store cannot say; what was added stays, and the rest is looked at next time
     */
    int judge(BooleanSupplier goOn);
}
