package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Words;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** Reads checks back as they were recorded, as far as there is a key. */
final class CheckReader {

    private static final String STANDING = "select " + LedgerRow.columnsOf("c")
            + " from answered_request r join ledger_check c on c.id = r.check_id and c.answered_at = r.answered_at"
            + " where r.request_id = :requestId and r.ods_code = :odsCode and r.user_id = :userId and r.asid = :asid"
            + " and r.answered_at >= :since";

    private final KeyRing keys;

    CheckReader(KeyRing keys) {
        this.keys = keys;
    }

    /** The rows of a query that selects the columns of checks and nothing else. */
    static List<LedgerRow> rows(NativeQuery<Object[]> query) {
        LedgerRow.describe(query);
        return query.getResultList().stream()
                .map(values -> LedgerRow.of(Arrays.asList(values)))
                .toList();
    }

    /** The checks of these rows, in their order. */
    List<KeptCheck> read(StatelessSession session, List<LedgerRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Set<YearMonth> months =
                rows.stream().map(row -> Moments.monthOf(row.answeredAt())).collect(Collectors.toUnmodifiableSet());
        Map<YearMonth, MonthKeys> opened = keys.of(session, months::contains);
        return rows.stream()
                .map(row -> read(row, Optional.ofNullable(opened.get(Moments.monthOf(row.answeredAt())))))
                .toList();
    }

    /** The check that stands for a request, or that was undetermined. */
    Optional<RecordedCheck> standing(StatelessSession session, RequestKey request, Instant since) {
        NativeQuery<Object[]> query = session.createNativeQuery(STANDING, Object[].class)
                .setParameter("requestId", request.requestId())
                .setParameter("odsCode", request.odsCode())
                .setParameter("userId", request.userId())
                .setParameter("asid", request.asid())
                .setParameter("since", since);
        return read(session, rows(query)).stream()
                .map(check -> check.<RecordedCheck>map(recorded -> recorded, erased -> {
                    throw new IllegalStateException("the keys of a month were destroyed while its checks still stand");
                }))
                .findFirst();
    }

    private static KeptCheck read(LedgerRow row, Optional<MonthKeys> month) {
        return month.<KeptCheck>map(keys -> new RecordedCheck(
                        new CheckFields(row.clear(), opened(row, keys).patient()).check()))
                .orElseGet(() -> erased(row.clear()));
    }

    /** What is sealed of the check. */
    static Sealer.Opened opened(LedgerRow row, MonthKeys keys) {
        return Sealer.Opened.read(keys.open(row.id(), row.sealed().toArray()));
    }

    private static ErasedCheck erased(ClearFields clear) {
        return new ErasedCheck(
                new CheckId(UUID.fromString(text(clear, ClearField.ID))),
                new Requester(
                        new OdsCode(text(clear, ClearField.ODS_CODE)),
                        new SdsUserId(text(clear, ClearField.USER_ID)),
                        new Asid(text(clear, ClearField.ASID))),
                new PrescriptionId(text(clear, ClearField.PRESCRIPTION_ID)),
                clear.text(ClearField.REQUEST_ID).map(UUID::fromString),
                clear.moment(ClearField.ASKED_AT).orElseThrow(),
                clear.moment(ClearField.ANSWERED_AT).orElseThrow(),
                outcome(clear));
    }

    private static CheckOutcome outcome(ClearFields clear) {
        return switch (text(clear, ClearField.OUTCOME)) {
            case Words.EXEMPTION_FOUND ->
                new CheckOutcome.ExemptionFound(
                        Words.EXEMPTION.value(text(clear, ClearField.CATEGORY_CODE)),
                        Words.EXEMPTION.value(text(clear, ClearField.DISCLOSED_CODE)),
                        List.of());
            case Words.NO_EXEMPTION_FOUND -> new CheckOutcome.NoExemptionFound();
            case Words.NOT_CHECKED ->
                new CheckOutcome.NotChecked(Words.NOT_CHECKED_REASON.value(text(clear, ClearField.NOT_CHECKED_REASON)));
            default ->
                new CheckOutcome.Undetermined(
                        Words.SOURCE.value(text(clear, ClearField.UNDETERMINED_SOURCE)),
                        Words.SILENCE.value(text(clear, ClearField.UNDETERMINED_SILENCE)));
        };
    }

    private static String text(ClearFields clear, ClearField field) {
        return clear.text(field).orElseThrow();
    }
}
