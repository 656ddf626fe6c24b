package uk.nhs.rtec.deployment.ledger.archive;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Hash;

/**
 * A line of checks.csv: a check of a batch, with what is sealed of it.
 *
 * @param postcodeHash as far as the check had one when it was archived
 */
public record CheckRow(
        long line, BatchName batch, long position, ClearFields check, Bytes sealed, Optional<Bytes> postcodeHash) {

    private static final int FIRST_FIELD = 3;

    static CheckRow read(CsvLine line) {
        Map<ClearField, Bytes> values = new EnumMap<>(ClearField.class);
        List<ClearField> fields = ArchiveColumns.CHECK_FIELDS;
        for (int each = 0; each < fields.size(); each++) {
            String text = line.text(FIRST_FIELD + each);
            if (!text.isEmpty()) {
                ClearField field = fields.get(each);
                values.put(
                        field,
                        switch (field.kind()) {
                            case TEXT -> Bytes.ofText(text);
                            case BYTES -> Bytes.ofHex(text);
                        });
            }
        }
        int next = FIRST_FIELD + fields.size();
        Bytes sealed = line.bytes(next);
        values.put(ClearField.SEALED_HASH, Hash.sha256(sealed.toArray()).bytes());
        return new CheckRow(
                line.number(),
                new BatchName(line.text(0), line.number(1)),
                line.number(2),
                new ClearFields(values),
                sealed,
                line.optionalText(next + 1).map(Bytes::ofHex));
    }

    Optional<Instant> answeredAt() {
        return check.moment(ClearField.ANSWERED_AT);
    }

    @Override
    public String toString() {
        return "CheckRow[" + line + "]";
    }
}
