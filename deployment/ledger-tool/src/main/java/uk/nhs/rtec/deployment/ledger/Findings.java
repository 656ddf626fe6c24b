package uk.nhs.rtec.deployment.ledger;

import java.io.PrintWriter;
import java.util.function.Consumer;
import uk.nhs.rtec.deployment.ledger.archive.Finding;

/** Says one line for each finding, and the verdict in the end. */
final class Findings implements Consumer<Finding> {

    /** Of an archive that was spoilt altogether nobody reads every line that says so. */
    private static final int MOST_FINDINGS = 1_000;

    private final PrintWriter out;
    private long count;

    Findings(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Finding finding) {
        say(finding.toString());
    }

    /** Says a finding of another kind. */
    void say(String finding) {
        if (count < MOST_FINDINGS) {
            out.println("NOT VERIFIED: " + finding);
        }
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int verdict(String what) {
        if (count > MOST_FINDINGS) {
            out.println("NOT VERIFIED: and " + (count - MOST_FINDINGS) + " more");
        }
        out.println((count == 0 ? "VERIFIED: " : "NOT VERIFIED: ") + what);
        return count == 0 ? LedgerTool.VERIFIED : LedgerTool.NOT_VERIFIED;
    }
}
