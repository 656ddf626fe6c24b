package uk.nhs.rtec.deployment.ledger.archive;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import uk.nhs.rtec.domain.proof.ClearField;

/** The files of an archive and what stands in their columns; what was ever archived stays readable. */
final class ArchiveColumns {

    static final String CHECKS = "checks.csv";
    static final String BATCHES = "batches.csv";
    static final String LOG = "log.csv";
    static final String CHECKPOINTS = "checkpoints.txt";
    static final String KEY = "key.json";

    /** The fields of a check that have a column; the hash of the sealed bytes is made of them. */
    static final List<ClearField> CHECK_FIELDS = Arrays.stream(ClearField.values())
            .filter(field -> field != ClearField.SEALED_HASH)
            .toList();

    /** The last came later: by it a check is found for a postcode, and it is in no leaf. */
    static final List<String> OF_CHECKS = Stream.of(
                    Stream.of("node", "batch_number", "position"),
                    CHECK_FIELDS.stream().map(ClearField::word),
                    Stream.of("sealed", "postcode_hash"))
            .flatMap(columns -> columns)
            .toList();

    static final List<String> OF_BATCHES =
            List.of("node", "number", "month", "previous_hash", "root", "size", "written_at", "hash");

    static final List<String> OF_LOG = List.of("index", "node", "number", "batch_hash");

    private ArchiveColumns() {}
}
