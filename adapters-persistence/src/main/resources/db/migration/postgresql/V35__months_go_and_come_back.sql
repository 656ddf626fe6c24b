create trigger ledger_archive_stays before update or delete on ledger_archive for each row execute function ledger_refuse();
create trigger ledger_archive_is_kept before truncate on ledger_archive execute function ledger_refuse();
create trigger ledger_key_destruction_stays
    before update or delete on ledger_key_destruction for each row execute function ledger_refuse();
create trigger ledger_key_destruction_is_kept before truncate on ledger_key_destruction execute function ledger_refuse();

-- Whoever destroys keys, by the tool or by hand, destroys them for good.
create function ledger_remember_destroyed_key() returns trigger language plpgsql as $$
begin
    insert into ledger_key_destruction (ledger_month, destroyed_at) values (old.ledger_month, now()) on conflict do nothing;
    return null;
end
$$;

create trigger ledger_key_is_destroyed after delete on ledger_key for each row execute function ledger_remember_destroyed_key();

-- The name of the table of the month of a day.
create function ledger_partition(a_day date) returns text language sql immutable as $$
    select 'ledger_check_' || to_char(a_day, 'YYYY_MM')
$$;

-- The two halves of making a partition, between which it can be filled while nobody waits: a table of its own, then a part of the ledger.
create function ledger_prepare_partition(a_day date) returns void
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
begin
    execute format(
        'create table %I (like ledger_check including defaults including constraints)', ledger_partition(a_day));
    execute format(
        'create trigger ledger_check_is_kept before truncate on %I execute function ledger_refuse()', ledger_partition(a_day));
end
$$;

create function ledger_attach_partition(a_day date) returns void
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
    first_day date := date_trunc('month', a_day);
    next_month date := first_day + interval '1 month';
begin
    execute format(
        'alter table ledger_check attach partition %I for values from (%L) to (%L)',
        ledger_partition(a_day), first_day || ' 00:00:00+00', next_month || ' 00:00:00+00');
end
$$;

-- As before, of these halves.
create or replace function ledger_make_partition(a_day date) returns boolean
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('ledger_make_partition'));
    if to_regclass(ledger_partition(a_day)) is not null then
        return false;
    end if;
    perform ledger_prepare_partition(a_day);
    perform ledger_attach_partition(a_day);
    return true;
end
$$;

revoke execute on function ledger_partition(date), ledger_prepare_partition(date), ledger_attach_partition(date) from public;
