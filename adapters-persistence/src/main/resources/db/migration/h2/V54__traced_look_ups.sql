drop index ledger_check_by_traced_number;
create index ledger_check_by_traced_number on ledger_check (traced_number_hash, asked_at);
