package uk.nhs.rtec.deployment.ledger.archive;

import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/** A line of batches.csv. */
record BatchRow(BatchHeader header, Hash hash) {

    static BatchRow read(CsvLine line) {
        return new BatchRow(
                new BatchHeader(
                        line.text(0),
                        line.number(1),
                        Moments.parseMonth(line.text(2)).orElseThrow(IllegalArgumentException::new),
                        line.hash(3),
                        line.hash(4),
                        Math.toIntExact(Math.min(line.number(5), Integer.MAX_VALUE)),
                        Moments.parse(line.text(6)).orElseThrow(IllegalArgumentException::new)),
                line.hash(7));
    }

    BatchName name() {
        return new BatchName(header.node(), header.number());
    }
}
