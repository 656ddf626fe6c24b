package uk.nhs.rtec.deployment.ledger.archive;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.CompactRange;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/** One walk through a month: its log, the batches of the log, the checks of the batches, side by side and in one pass. */
final class MonthWalk {

    private final YearMonth month;
    private final Rows<CheckRow> checks;
    private final Rows<BatchRow> batches;
    private final Rows<LogRow> log;
    private final SignedLog signed;
    private final Consumer<Finding> findings;
    /** The last batch of each node. */
    private final Map<String, BatchRow> chains = new HashMap<>();
    /** Batches that stood before their place in the log. */
    private final Set<BatchName> early = new HashSet<>();

    MonthWalk(
            YearMonth month,
            Rows<CheckRow> checks,
            Rows<BatchRow> batches,
            Rows<LogRow> log,
            SignedLog signed,
            Consumer<Finding> findings) {
        this.month = month;
        this.checks = checks;
        this.batches = batches;
        this.log = log;
        this.signed = signed;
        this.findings = findings;
    }

    void run() {
        while (log.peek().isPresent()) {
            next(log.take().orElseThrow());
        }
        while (batches.peek().isPresent()) {
            BatchRow batch = batches.take().orElseThrow();
            found(Finding.Kind.BATCH_INSERTED, batch.name());
            walk(batch);
        }
        while (checks.peek().isPresent()) {
            inserted(checks.take().orElseThrow());
        }
        signed.end();
    }

    long checks() {
        return checks.taken();
    }

    long batches() {
        return batches.taken();
    }

    private void next(LogRow row) {
        if (row.index() != signed.size()) {
            found(Finding.Kind.LOG_OUT_OF_ORDER, "index " + row.index() + " in place of " + signed.size());
        }
        signed.add(row.hash());
        if (early.remove(row.batch())) {
            return;
        }
        if (!batches.hasAhead(batch -> batch.name().equals(row.batch()))) {
            found(Finding.Kind.BATCH_MISSING, row.batch());
            return;
        }
        BatchRow batch = batches.take().orElseThrow();
        while (!batch.name().equals(row.batch())) {
            BatchName misplaced = batch.name();
            if (log.hasAhead(later -> later.batch().equals(misplaced))) {
                found(Finding.Kind.BATCH_OUT_OF_ORDER, misplaced + " before " + row.batch());
                early.add(misplaced);
            } else {
                found(Finding.Kind.BATCH_INSERTED, misplaced);
            }
            walk(batch);
            batch = batches.take().orElseThrow();
        }
        if (!batch.header().hash().equals(row.hash())) {
            found(Finding.Kind.BATCH_ALTERED, row.batch());
        }
        walk(batch);
    }

    private void walk(BatchRow batch) {
        BatchHeader header = batch.header();
        if (!header.hash().equals(batch.hash())) {
            found(Finding.Kind.BATCH_ALTERED, batch.name() + ", by its own hash");
        }
        if (!header.month().equals(month)) {
            found(Finding.Kind.BATCH_OF_ANOTHER_MONTH, batch.name());
        }
        BatchRow before = chains.put(header.node(), batch);
        if (!follows(header, before)) {
            found(Finding.Kind.CHAIN_BROKEN, batch.name());
        }
        checksOf(batch);
    }

    /** Batches of a node that lie between, of other months, are not here: then the log alone speaks for the order. */
    private static boolean follows(BatchHeader header, @Nullable BatchRow before) {
        if (header.number() == 1) {
            return before == null && header.previous().equals(Hash.NONE);
        }
        if (before == null) {
            return !header.previous().equals(Hash.NONE);
        }
        long last = before.header().number();
        return header.number() > last
                && (header.number() > last + 1
                        || header.previous().equals(before.header().hash()));
    }

    private void checksOf(BatchRow batch) {
        CompactRange range = CompactRange.EMPTY;
        boolean inOrder = true;
        while (checks.peek().isPresent()) {
            CheckRow row = checks.peek().orElseThrow();
            if (!row.batch().equals(batch.name())) {
                if (batches.hasAhead(later -> later.name().equals(row.batch()))) {
                    break;
                }
                inserted(checks.take().orElseThrow());
                continue;
            }
            checks.take();
            if (row.position() != range.size()) {
                inOrder = false;
                found(
                        Finding.Kind.CHECK_OUT_OF_ORDER,
                        "line " + row.line() + ", position " + row.position() + " in place of " + range.size() + " of "
                                + batch.name());
            }
            if (row.answeredAt().map(Moments::monthOf).filter(month::equals).isEmpty()) {
                found(Finding.Kind.CHECK_OF_ANOTHER_MONTH, "line " + row.line());
            }
            range = range.plus(row.check().leaf());
        }
        int written = batch.header().size();
        if (range.size() != written) {
            found(
                    range.size() < written ? Finding.Kind.CHECK_MISSING : Finding.Kind.CHECK_INSERTED,
                    range.size() + " instead of " + written + " in " + batch.name());
        } else if (inOrder && !range.root().equals(batch.header().root())) {
            found(Finding.Kind.CHECK_ALTERED, batch.name());
        }
    }

    private void inserted(CheckRow row) {
        found(Finding.Kind.CHECK_INSERTED, "line " + row.line());
    }

    private void found(Finding.Kind kind, Object where) {
        findings.accept(new Finding(kind, where.toString()));
    }
}
