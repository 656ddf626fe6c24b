-- What the service itself may do: add and read. Only which check stands for a request id may be changed.
grant select, insert on
    ledger_check, ledger_batch, ledger_log, ledger_subtree, ledger_checkpoint, ledger_key,
    certificate, certificate_person, certificate_revocation, access_record
    to ${application_user};
grant select, insert, update on answered_request to ${application_user};
grant select, insert on covid_exemption, covid_exemption_change, covid_attempt to ${application_user};
-- Files that come in go again; the jobs that they were, and what was refused of them, stay.
grant select, insert, update, delete on import_file to ${application_user};
grant select, insert, delete on import_piece to ${application_user};
grant select, insert, update on import_job to ${application_user};
grant select, insert on import_refusal to ${application_user};
-- What was found, asked for, received and concluded stays; only what is still to be done moves, and bodies go.
grant select, insert on register_finding, subscription_call, event_message, event_conclusion to ${application_user};
grant select, insert, update on followed_holder to ${application_user};
grant select, insert, update, delete on event_waiting to ${application_user};
grant select, insert, delete on event_body to ${application_user};
-- Claims and verdicts are added to only; how far checks were looked at moves on.
grant select, insert on claim, claim_verdict to ${application_user};
grant select, insert, update on claim_check_looked_at to ${application_user};
-- What was taken out, who asked for it and who agreed is added to only.
grant select, insert on history_export, history_export_decision, history_export_download to ${application_user};
