package uk.nhs.rtec.persistence.ledger;

import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** Puts very many checks on record, quicker than one after the other. */
final class ManyChecks {

    private static final String COPIED = "asked_at, answered_at, ods_code, user_id, asid, request_id, correlation_id,"
            + " prescription_id, stated_nhs_number, stated_date_of_birth, stated_postcode, stated_surname, stated_forename,"
            + " patient_trace, patient_silence, traced_nhs_number, traced_date_of_birth, traced_postcode, traced_surname,"
            + " traced_forename, traced_deceased, traced_restricted, traced_before, prescription_trace, prescription_silence,"
            + " tracked_nhs_number, tracked_state, tracked_origin, register_silence, outcome, category_code,"
            + " disclosed_code, not_checked_reason, undetermined_source, undetermined_silence";

    private ManyChecks() {}

    /** One check through the ledger, and its row copied under other names. */
    static void insert(DatabaseUnderTest database, int count) {
        CheckLedger ledger = new HibernateCheckLedger(database.store());
        String id = ledger.append(Examples.check().concluded()).id().toString();
        database.asOwner("insert into exemption_check (id, " + COPIED + ") select gen_random_uuid(), " + COPIED
                + " from exemption_check, generate_series(2, " + count + ") where id = '" + id + "'");
    }
}
