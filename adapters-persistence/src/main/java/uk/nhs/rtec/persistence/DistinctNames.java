package uk.nhs.rtec.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that a column has, each asked for after the one before it: one look-up in an index for each, however many rows there are. */
public final class DistinctNames {

    private DistinctNames() {}

    /**
     * All of them, in their order.
     *
     * @param question for the least name after its parameter
     */
    public static List<String> of(Connection connection, String question) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(question)) {
            @Nullable String next = "";
            while (next != null) {
                select.setString(1, next);
                try (ResultSet result = select.executeQuery()) {
                    next = result.next() ? result.getString(1) : null;
                }
                if (next != null) {
                    names.add(next);
                }
            }
        }
        return names;
    }
}
