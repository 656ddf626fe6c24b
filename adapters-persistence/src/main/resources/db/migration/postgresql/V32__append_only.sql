-- Few checks trace another number than the stated one.
create index ledger_check_by_traced_number on ledger_check (traced_number_hash) where traced_number_hash is not null;

create index ledger_check_by_answer on ledger_check using brin (answered_at);

-- Beside the rights, which the owner of a table always has: what is in the ledger is not changed by mistake either. Row triggers of a
-- partitioned table are those of its partitions; a trigger for truncating is not, so every partition gets one of its own.
create function ledger_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger ledger_check_stays before update or delete on ledger_check for each row execute function ledger_refuse();
create trigger ledger_check_is_kept before truncate on ledger_check execute function ledger_refuse();
create trigger ledger_batch_stays before update or delete on ledger_batch for each row execute function ledger_refuse();
create trigger ledger_batch_is_kept before truncate on ledger_batch execute function ledger_refuse();
create trigger ledger_log_stays before update or delete on ledger_log for each row execute function ledger_refuse();
create trigger ledger_log_is_kept before truncate on ledger_log execute function ledger_refuse();
create trigger ledger_subtree_stays before update or delete on ledger_subtree for each row execute function ledger_refuse();
create trigger ledger_subtree_is_kept before truncate on ledger_subtree execute function ledger_refuse();
create trigger ledger_checkpoint_stays before update or delete on ledger_checkpoint for each row execute function ledger_refuse();
create trigger ledger_checkpoint_is_kept before truncate on ledger_checkpoint execute function ledger_refuse();

-- The keys of a month may be destroyed or wrapped anew, but not while checks are still sealed with them.
create function ledger_refuse_current_month() returns trigger language plpgsql as $$
begin
    if old.ledger_month >= to_char(now() at time zone 'UTC', 'YYYY-MM') then
        raise exception 'the keys of a month are in use until it is over' using errcode = 'insufficient_privilege';
    end if;
    return old;
end
$$;

create trigger ledger_key_is_in_use before delete on ledger_key for each row execute function ledger_refuse_current_month();
create trigger ledger_key_is_kept before truncate on ledger_key execute function ledger_refuse();

-- The partition of the month of a day; says whether it was made now. A table is made on its own and then attached: making it as a
-- partition at once would lock out everybody who writes.
create function ledger_make_partition(a_day date) returns boolean
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
    first_day date := date_trunc('month', a_day);
    next_month date := first_day + interval '1 month';
    name text := 'ledger_check_' || to_char(first_day, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('ledger_make_partition'));
    if to_regclass(name) is not null then
        return false;
    end if;
    execute format('create table %I (like ledger_check including defaults including constraints)', name);
    execute format('create trigger ledger_check_is_kept before truncate on %I execute function ledger_refuse()', name);
    execute format(
        'alter table ledger_check attach partition %I for values from (%L) to (%L)',
        name, first_day || ' 00:00:00+00', next_month || ' 00:00:00+00');
    return true;
end
$$;

-- The partitions of this month and the next two, as the application's own user may make them; says how many were missing.
create function ledger_make_partitions() returns integer
language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
    this_month date := date_trunc('month', now() at time zone 'UTC');
    made integer := 0;
begin
    for months in 0..2 loop
        if ledger_make_partition((this_month + months * interval '1 month')::date) then
            made := made + 1;
        end if;
    end loop;
    return made;
end
$$;

-- A request id makes a repeat safe for 24 hours; an hour more, since the clocks of nodes and database differ. Says how many went.
create function ledger_forget_answered_requests() returns integer
language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
    forgotten integer;
begin
    delete from answered_request where answered_at < now() - interval '25 hours';
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;

do $$ begin perform ledger_make_partitions(); end $$;
