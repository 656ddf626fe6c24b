-- The same look-up as on PostgreSQL, whose index can leave rows out.
create index ledger_check_by_traced_number on ledger_check (traced_number_hash);
