package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.copy.CopiedRows;

/**
 * A check that is sealed, hashed and spelled out, so that whoever writes it has nothing left to do but to write.
 *
 * @param request what it may come to stand for
 * @param determined whether it stands for good; otherwise until another does, and it is written whether it stands or not
 * @param copied the row as PostgreSQL copies it in, but for its place
 */
record CheckEntry(
        LedgerRow row,
        UUID id,
        Instant answeredAt,
        Hash leaf,
        Optional<RequestKey> request,
        boolean determined,
        CopiedRows copied) {

    /** A row's bytes are about so many. */
    private static final int EXPECTED = 1_024;

    /** How many columns say where in the chain a row stands. */
    static final int COLUMNS_OF_PLACE = 3;

    static CheckEntry of(LedgerRow row, ConcludedCheck check) {
        CopiedRows copied = new CopiedRows(EXPECTED);
        copied.beginRow(LedgerRow.COLUMNS.size() + COLUMNS_OF_PLACE);
        row.addTo(copied);
        return new CheckEntry(
                row,
                check.asked().id().value(),
                // As the row has it.
                check.answeredAt().truncatedTo(ChronoUnit.MICROS),
                row.clear().leaf(),
                RequestKey.of(check),
                check.isDetermined(),
                copied);
    }

    /** Whose batches it may be written with. */
    YearMonth month() {
        return Moments.monthOf(answeredAt);
    }

    /** What was answered before this moment stands no longer when this check is appended. */
    Instant outdated() {
        return answeredAt.minus(CheckLedger.REPEAT_IS_SAFE_FOR);
    }

    @Override
    public String toString() {
        return "CheckEntry[" + id + "]";
    }
}
