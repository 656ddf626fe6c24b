-- What the service itself may do: add and read. Only which check stands for a request id may be changed.
grant select, insert on
    ledger_check, ledger_batch, ledger_log, ledger_subtree, ledger_checkpoint, ledger_key,
    certificate, certificate_person, certificate_revocation, history_access
    to ${application_user};
grant select, insert, update on answered_request to ${application_user};
grant select, insert on covid_exemption, covid_exemption_change, covid_attempt to ${application_user};
