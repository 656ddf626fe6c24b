package uk.nhs.rtec.deployment.ledger.archive;

import uk.nhs.rtec.domain.proof.Hash;

/** A line of log.csv. */
record LogRow(long index, BatchName batch, Hash hash) {

    static LogRow read(CsvLine line) {
        return new LogRow(line.number(0), new BatchName(line.text(1), line.number(2)), line.hash(3));
    }
}
