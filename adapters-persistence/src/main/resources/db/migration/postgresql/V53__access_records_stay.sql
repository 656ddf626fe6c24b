-- No release ever wrote to the table of V3; should it hold rows all the same, nothing is thrown away.
do $$
begin
    if exists (select from history_access) then
        raise exception 'history_access of V3 holds rows: take them elsewhere before this migration';
    end if;
end
$$;

drop table history_access;

-- As the tables of the ledger: beside the rights, which the owner of a table always has.
create trigger access_record_stays before update or delete on access_record for each row execute function ledger_refuse();
create trigger access_record_is_kept before truncate on access_record execute function ledger_refuse();
create trigger access_head_stays before update or delete on access_head for each row execute function ledger_refuse();
create trigger access_head_is_kept before truncate on access_head execute function ledger_refuse();
create trigger access_alert_stays before update or delete on access_alert for each row execute function ledger_refuse();
create trigger access_alert_is_kept before truncate on access_alert execute function ledger_refuse();
create trigger access_alert_closure_stays
    before update or delete on access_alert_closure for each row execute function ledger_refuse();
create trigger access_alert_closure_is_kept before truncate on access_alert_closure execute function ledger_refuse();
