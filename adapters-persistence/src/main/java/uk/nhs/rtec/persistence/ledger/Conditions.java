package uk.nhs.rtec.persistence.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Words;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What an auditor asks for, as conditions on the ledger's rows. */
final class Conditions {

    /** Two look-ups, each by its own index; the second is for numbers that were superseded, and says so as its index does. */
    private static final String STATED_OR_TRACED = """
            c.id in (
                select s.id from CheckRow s where s.stated.nhsNumber = :nhsNumber
                union all
                select t.id from CheckRow t
                where t.patient.nhsNumber = :nhsNumber and t.patient.nhsNumber <> t.stated.nhsNumber)""";

    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private Conditions() {}

    static Conditions of(CheckQuery query) {
        return new Conditions()
                .and(
                        "c.prescriptionId = :prescriptionId",
                        "prescriptionId",
                        query.prescription(),
                        PrescriptionId::inTheClear)
                .and(STATED_OR_TRACED, "nhsNumber", query.nhsNumber(), NhsNumber::inTheClear)
                .and("c.requester.odsCode = :odsCode", "odsCode", query.organisation(), OdsCode::value)
                .and("c.requester.userId = :userId", "userId", query.practitioner(), SdsUserId::value)
                .and("c.requester.asid = :asid", "asid", query.system(), Asid::value)
                .and("c.askedAt >= :from", "from", query.from(), Function.identity())
                .and("c.askedAt < :to", "to", query.to(), Function.identity())
                .and("c.outcome.kind = :outcome", "outcome", query.outcome(), OutcomeWords.OUTCOME::word)
                .and("c.outcome.disclosed = :disclosed", "disclosed", query.disclosed(), Words.EXEMPTION::word)
                .and("c.outcome.category = :category", "category", query.category(), Words.EXEMPTION::word);
    }

    /** How many rows meet the conditions; counting stops at the number given. */
    int count(StatelessSession session, int upTo) {
        String counted = "select count(*) from (select c.id as id from CheckRow c" + where()
                + " order by c.askedAt desc limit " + upTo + ") some";
        SelectionQuery<Long> query = session.createSelectionQuery(counted, Long.class);
        values.forEach(query::setParameter);
        return query.getSingleResult().intValue();
    }

    /** The rows that meet the conditions and come after the cursor, newest first. */
    List<CheckRow> newest(StatelessSession session, Optional<CheckCursor> after, int limit) {
        after.ifPresent(cursor -> {
            clauses.add("(c.askedAt, c.id) < (:afterAskedAt, :afterId)");
            values.put("afterAskedAt", cursor.askedAt());
            values.put("afterId", cursor.id().value());
        });
        SelectionQuery<CheckRow> query = session.createSelectionQuery(
                "from CheckRow c" + where() + " order by c.askedAt desc, c.id desc", CheckRow.class);
        values.forEach(query::setParameter);
        return query.setMaxResults(limit).getResultList();
    }

    private <T> Conditions and(String clause, String name, Optional<T> value, Function<? super T, ?> stored) {
        value.ifPresent(stated -> {
            clauses.add(clause);
            values.put(name, stored.apply(stated));
        });
        return this;
    }

    private String where() {
        return clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
    }
}
