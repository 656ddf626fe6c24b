package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientEvidence;
import uk.nhs.rtec.domain.proof.PatientField;

/**
 * The keys of a month as they are kept: wrapped.
 *
 * @param data the key that seals, wrapped
 * @param search the key that hashes what a patient is found by, wrapped
 * @param wrappedBy the alias of the key that wraps them
 */
public record WrappedKeys(YearMonth month, Bytes data, Bytes search, String wrappedBy, Instant createdAt) {

    private static final String OF_MONTH =
            "select data_key, search_key, wrapping_key, created_at from ledger_key where ledger_month = ?";

    /**
     * What evidence says of the patient of a check of that month.
     *
     * @param sealed what is sealed of the check
     * @throws IllegalStateException when the wrapping key is not there, or the check was not sealed with these keys
     */
    public PatientEvidence patient(
            WrappingKeys wrapping, ClearFields check, Bytes sealed, Set<PatientField> disclosed) {
        Sealer.Opened opened = CheckReader.opened(new LedgerRow(check, sealed, Optional.empty()), unwrapped(wrapping));
        return opened.patient().evidence(opened.seed(), disclosed);
    }

    static Optional<WrappedKeys> of(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_MONTH)) {
            select.setString(1, Moments.text(month));
            try (ResultSet result = select.executeQuery()) {
                return result.next()
                        ? Optional.of(new WrappedKeys(
                                month,
                                Bytes.of(result.getBytes(1)),
                                Bytes.of(result.getBytes(2)),
                                result.getString(3),
                                result.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    /** The same keys, wrapped by the current key. */
    WrappedKeys rewrapped(WrappingKeys wrapping) {
        MonthKeys keys = unwrapped(wrapping);
        WrappedKeys rewrapped = new WrappedKeys(
                month,
                Bytes.of(wrapping.wrap(keys.data())),
                Bytes.of(wrapping.wrap(keys.search())),
                wrapping.current(),
                createdAt);
        if (!same(keys.data(), rewrapped.unwrapped(wrapping).data())
                || !same(keys.search(), rewrapped.unwrapped(wrapping).search())) {
            throw new IllegalStateException("the keys of a month cannot be wrapped by " + wrapping.current());
        }
        return rewrapped;
    }

    private MonthKeys unwrapped(WrappingKeys wrapping) {
        return MonthKeys.of(
                month,
                wrapping.unwrap(data.toArray(), wrappedBy, MonthKeys.SEALING),
                wrapping.unwrap(search.toArray(), wrappedBy, MonthKeys.SEARCHING));
    }

    private static boolean same(SecretKey one, SecretKey other) {
        return Bytes.of(one.getEncoded()).equals(Bytes.of(other.getEncoded()));
    }

    @Override
    public String toString() {
        return "WrappedKeys[" + month + ", wrapped by " + wrappedBy + "]";
    }
}
