package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.Decision;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.requester.OdsCode;

/** A claim as a row, with the verdicts that were read beside it. */
record ClaimRow(ClaimId id, Claim claim, List<Bytes> patient, List<Decision> decisions) {

    /** What is read of claim c and of verdict v, which may be absent. */
    static final String COLUMNS = """
            c.id, c.prescription_id, c.ods_code, c.charge_exemption, c.claimed_at, c.number_hash, c.earlier_number_hash,
                v.verdict_number, v.verdict, v.decided_at""";

    /** The claims of a query for {@link #COLUMNS}, each once, with its verdicts; in the order in which each comes first. */
    static List<ClaimRow> read(NativeQuery<Tuple> query) {
        Map<UUID, ClaimRow> rows = new LinkedHashMap<>();
        query.addScalar("id", UUID.class)
                .addScalar("prescription_id", String.class)
                .addScalar("ods_code", String.class)
                .addScalar("charge_exemption", String.class)
                .addScalar("claimed_at", Instant.class)
                .addScalar("number_hash", byte[].class)
                .addScalar("earlier_number_hash", byte[].class)
                .addScalar("verdict_number", Integer.class)
                .addScalar("verdict", String.class)
                .addScalar("decided_at", Instant.class)
                .getResultList()
                .forEach(tuple -> {
                    ClaimRow row = rows.computeIfAbsent(tuple.get("id", UUID.class), id -> of(new ClaimId(id), tuple));
                    decision(row.id(), tuple).ifPresent(row.decisions()::add);
                });
        return List.copyOf(rows.values());
    }

    /** The last of the verdicts that were read. */
    Optional<Decision> last() {
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.get(decisions.size() - 1));
    }

    private static ClaimRow of(ClaimId id, Tuple row) {
        return new ClaimRow(
                id,
                new Claim(
                        new PrescriptionId(row.get("prescription_id", String.class)),
                        new OdsCode(row.get("ods_code", String.class)),
                        new ClaimedExemption(row.get("charge_exemption", String.class)),
                        row.get("claimed_at", Instant.class)),
                Stream.of("number_hash", "earlier_number_hash")
                        .map(column -> Optional.<byte[]>ofNullable(row.get(column, byte[].class)))
                        .flatMap(Optional::stream)
                        .map(Bytes::of)
                        .toList(),
                new ArrayList<>());
    }

    private static Optional<Decision> decision(ClaimId claim, Tuple row) {
        @Nullable Integer number = row.get("verdict_number", Integer.class);
        return number == null
                ? Optional.empty()
                : Optional.of(new Decision(
                        claim,
                        number,
                        VerdictWords.VERDICT.value(row.get("verdict", String.class)),
                        row.get("decided_at", Instant.class)));
    }
}
