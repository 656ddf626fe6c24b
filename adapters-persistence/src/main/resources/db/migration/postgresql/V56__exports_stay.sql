-- Beside the rights, as with the ledger: what was asked for, decided and taken out is not changed by mistake either.
create function history_export_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the record of exports is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger history_export_stays
    before update or delete on history_export for each row execute function history_export_refuse();
create trigger history_export_is_kept before truncate on history_export execute function history_export_refuse();
create trigger history_export_decision_stays
    before update or delete on history_export_decision for each row execute function history_export_refuse();
create trigger history_export_decision_is_kept
    before truncate on history_export_decision execute function history_export_refuse();
create trigger history_export_download_stays
    before update or delete on history_export_download for each row execute function history_export_refuse();
create trigger history_export_download_is_kept
    before truncate on history_export_download execute function history_export_refuse();
