-- By what a check is found for the postcode that was stated: 16 bytes, keyed by the month as the other hashes are, and a help for searching
-- alone: it is in no leaf. Rows that are older than the column have none.
alter table ledger_check add column postcode_hash bytea;

-- Every way to look for checks has an index that holds the time, so that the newest come first and nothing is sorted. The name of the check,
-- by which checks of one moment are told apart, is in none of them any more: moments are almost never shared, and it was two fifths of an entry.
create index ledger_check_by_postcode on ledger_check (postcode_hash, asked_at);
create index ledger_check_by_user on ledger_check (user_id, asked_at);
create index ledger_check_by_system on ledger_check (asid, asked_at);

drop index ledger_check_by_prescription;
create index ledger_check_by_prescription on ledger_check (prescription_id, asked_at);
drop index ledger_check_by_stated_number;
create index ledger_check_by_stated_number on ledger_check (stated_number_hash, asked_at);
drop index ledger_check_by_person;
create index ledger_check_by_person on ledger_check (person_hash, asked_at);
drop index ledger_check_by_organisation;
create index ledger_check_by_organisation on ledger_check (ods_code, asked_at);
drop index ledger_check_by_time;
create index ledger_check_by_time on ledger_check (asked_at);
