package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.ArchiveNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/**
 * A row of {@code ledger_archive}: that a month went into files, or came back from them.
 *
 * @param manifest the SHA-256 of the files' manifest
 * @param note the text by which the ledger vouches for an archive; nothing when the month came back
 */
public record ArchiveEntry(YearMonth month, int turn, Hash manifest, Optional<String> note) {

    private static final String COLUMNS =
            "select a.ledger_month, a.turn, a.manifest_hash, a.note from ledger_archive a";

    private static final String OF_MONTH =
            COLUMNS + " where a.ledger_month = ? order by a.turn desc" + " fetch first 1 rows only";

    private static final String LAST = COLUMNS + " join (select ledger_month, max(turn) as turn from ledger_archive"
            + " group by ledger_month) l on l.ledger_month = a.ledger_month and l.turn = a.turn order by a.ledger_month";

    private static final String ADD = "insert into ledger_archive"
            + " (ledger_month, turn, state, manifest_hash, note, recorded_at) values (?, ?, ?, ?, ?, ?)";

    /** Whether the month is in files now. */
    public boolean isArchived() {
        return note.isPresent();
    }

    /** The last of that month. */
    static Optional<ArchiveEntry> last(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_MONTH)) {
            select.setString(1, Moments.text(month));
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(read(result)) : Optional.empty();
            }
        }
    }

    /** The last of each month that ever went. */
    static List<ArchiveEntry> last(Connection connection) throws SQLException {
        List<ArchiveEntry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LAST);
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                entries.add(read(result));
            }
        }
        return entries;
    }

    static void addArchived(Connection connection, ArchiveNote note, Instant now) throws SQLException {
        add(connection, note.month(), note.manifest(), note.text(), now);
    }

    static void addRestored(Connection connection, YearMonth month, Hash manifest, Instant now) throws SQLException {
        add(connection, month, manifest, null, now);
    }

    private static void add(Connection connection, YearMonth month, Hash manifest, @Nullable String note, Instant now)
            throws SQLException {
        int before = last(connection, month).map(ArchiveEntry::turn).orElse(0);
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, Moments.text(month));
            insert.setInt(2, before + 1);
            insert.setString(3, note == null ? "RESTORED" : "ARCHIVED");
            insert.setBytes(4, manifest.bytes().toArray());
            insert.setString(5, note);
            insert.setObject(6, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static ArchiveEntry read(ResultSet result) throws SQLException {
        return new ArchiveEntry(
                Moments.parseMonth(result.getString(1)).orElseThrow(),
                result.getInt(2),
                Hash.of(result.getBytes(3)),
                Optional.ofNullable(result.getString(4)));
    }
}
