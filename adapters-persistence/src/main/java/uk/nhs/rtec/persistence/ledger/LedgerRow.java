package uk.nhs.rtec.persistence.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.copy.CopiedRows;

/**
 * What a row of {@code ledger_check} holds of a check: each clear field in the column of its name, and what is sealed, of which the field is
 * but the hash.
 *
 * @param postcodeHash by which the check is found for the postcode that was stated; in no leaf, and not there in rows that are older than
 *     the column
 */
record LedgerRow(ClearFields clear, Bytes sealed, Optional<Bytes> postcodeHash) {

    private static final List<ClearField> FIELDS = Arrays.stream(ClearField.values())
            .filter(field -> field != ClearField.SEALED_HASH)
            .toList();

    private static final String POSTCODE_HASH = "postcode_hash";

    /** The names of the columns, in the order in which rows are read and written. */
    static final List<String> COLUMNS = Stream.concat(
                    FIELDS.stream().map(ClearField::word), Stream.of("sealed", POSTCODE_HASH))
            .toList();

    /** How a value of a column is carried; what a column is not, it is text or, if the layout says so, bytes. */
    private enum Carried {
        UUID,
        MOMENT,
        TEXT,
        BYTES;

        static Carried of(ClearField field) {
            return switch (field) {
                case ID, REQUEST_ID -> UUID;
                case ASKED_AT, ANSWERED_AT, PATIENT_TRACED_AT -> MOMENT;
                default -> field.kind() == ClearField.Kind.BYTES ? BYTES : TEXT;
            };
        }
    }

    /** The columns, each of a table that goes by this name. */
    static String columnsOf(String table) {
        return COLUMNS.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
    }

    UUID id() {
        return UUID.fromString(clear.text(ClearField.ID).orElseThrow());
    }

    Instant answeredAt() {
        return clear.moment(ClearField.ANSWERED_AT).orElseThrow();
    }

    /** Sets the parameters of an insert, from the first on. */
    void setOn(PreparedStatement insert) throws SQLException {
        int parameter = 1;
        for (ClearField field : FIELDS) {
            Bytes value = clear.values().get(field);
            insert.setObject(parameter++, value == null ? null : parameter(field, value));
        }
        insert.setBytes(parameter++, sealed.toArray());
        insert.setBytes(parameter, postcodeHash.map(Bytes::toArray).orElse(null));
    }

    /** Adds the columns to a row that PostgreSQL copies in. */
    void addTo(CopiedRows rows) {
        for (ClearField field : FIELDS) {
            Bytes value = clear.values().get(field);
            if (value == null) {
                rows.addNull();
            } else {
                switch (Carried.of(field)) {
                    case UUID -> rows.add(UUID.fromString(value.inTheClear()));
                    case MOMENT -> rows.add(Moments.parse(value.inTheClear()).orElseThrow());
                    case TEXT, BYTES -> rows.add(value.toArray());
                }
            }
        }
        rows.add(sealed.toArray());
        postcodeHash.ifPresentOrElse(hash -> rows.add(hash.toArray()), rows::addNull);
    }

    /** The row under the cursor, whose columns begin the result. */
    static LedgerRow read(ResultSet result) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(COLUMNS.size());
        for (ClearField field : FIELDS) {
            int column = values.size() + 1;
            values.add(
                    switch (Carried.of(field)) {
                        case UUID -> result.getObject(column, UUID.class);
                        case MOMENT -> result.getObject(column, OffsetDateTime.class);
                        case TEXT -> result.getString(column);
                        case BYTES -> result.getBytes(column);
                    });
        }
        values.add(result.getBytes(FIELDS.size() + 1));
        values.add(result.getBytes(FIELDS.size() + 2));
        return of(values);
    }

    /** Tells Hibernate what the columns are, which it then hands over as {@link #of} takes them. */
    static void describe(NativeQuery<?> query) {
        for (ClearField field : FIELDS) {
            switch (Carried.of(field)) {
                case UUID -> query.addScalar(field.word(), StandardBasicTypes.UUID);
                case MOMENT -> query.addScalar(field.word(), StandardBasicTypes.OFFSET_DATE_TIME);
                case TEXT -> query.addScalar(field.word(), StandardBasicTypes.STRING);
                case BYTES -> query.addScalar(field.word(), StandardBasicTypes.BINARY);
            }
        }
        query.addScalar("sealed", StandardBasicTypes.BINARY);
        query.addScalar(POSTCODE_HASH, StandardBasicTypes.BINARY);
    }

    /** The row of these values, in the order of the columns. */
    static LedgerRow of(List<? extends @Nullable Object> values) {
        byte[] sealed = (byte[]) Objects.requireNonNull(values.get(FIELDS.size()));
        Map<ClearField, Bytes> clear = new EnumMap<>(ClearField.class);
        for (int column = 0; column < FIELDS.size(); column++) {
            Object value = values.get(column);
            if (value != null) {
                clear.put(FIELDS.get(column), bytes(value));
            }
        }
        clear.put(ClearField.SEALED_HASH, Hash.sha256(sealed).bytes());
        return new LedgerRow(
                new ClearFields(clear),
                Bytes.of(sealed),
                Optional.ofNullable(values.get(FIELDS.size() + 1)).map(hash -> Bytes.of((byte[]) hash)));
    }

    private static Object parameter(ClearField field, Bytes value) {
        return switch (Carried.of(field)) {
            case UUID -> UUID.fromString(value.inTheClear());
            case MOMENT -> Moments.parse(value.inTheClear()).orElseThrow().atOffset(ZoneOffset.UTC);
            case TEXT -> value.inTheClear();
            case BYTES -> value.toArray();
        };
    }

    private static Bytes bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        if (value instanceof OffsetDateTime moment) {
            return Bytes.ofText(Moments.text(moment.toInstant()));
        }
        return Bytes.of(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "LedgerRow[…]";
    }
}
