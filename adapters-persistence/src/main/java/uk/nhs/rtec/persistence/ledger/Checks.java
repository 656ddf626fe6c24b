package uk.nhs.rtec.persistence.ledger;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;

/** Reads checks back as they were recorded. */
final class Checks {

    private static final String CERTIFICATES = "from CheckCertificateRow c where c.place.checkId in (:ids)";

    private Checks() {}

    /** The checks of these rows, in their order: one more query for the certificates of all of them. */
    static List<RecordedCheck> read(StatelessSession session, List<CheckRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<CheckCertificateRow>> certificates = session.createSelectionQuery(
                        CERTIFICATES, CheckCertificateRow.class)
                .setParameterList("ids", rows.stream().map(row -> row.id).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(row -> row.place.checkId()));
        return rows.stream()
                .map(row -> check(row, certificates.getOrDefault(row.id, List.of())))
                .toList();
    }

    private static RecordedCheck check(CheckRow row, List<CheckCertificateRow> certificates) {
        return row.check(
                inOrder(certificates, certificate -> certificate.heldPosition),
                inOrder(certificates, certificate -> certificate.basisPosition));
    }

    /** The certificates that have a place in the list, in the order of their places. */
    private static List<ExemptionCertificate> inOrder(List<CheckCertificateRow> certificates, Placing placing) {
        SortedMap<Integer, ExemptionCertificate> placed = new TreeMap<>();
        for (CheckCertificateRow certificate : certificates) {
            Integer place = placing.placeOf(certificate);
            if (place != null) {
                placed.put(place, certificate.certificate());
            }
        }
        return List.copyOf(placed.values());
    }

    private interface Placing {
        @Nullable
        Integer placeOf(CheckCertificateRow certificate);
    }
}
