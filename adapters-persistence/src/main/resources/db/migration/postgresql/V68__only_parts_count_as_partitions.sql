-- Nobody but the owner makes tables beside the ledger's, one of which could have a partition's name. PostgreSQL 14 and older let everybody; where
-- the schema is an administrator's, as it is there as a rule, only an administrator can end it.
do $$
begin
    if exists (
            select from pg_namespace where nspname = '${flyway:defaultSchema}' and pg_has_role(current_user, nspowner, 'usage')) then
        revoke create on schema "${flyway:defaultSchema}" from public;
    elsif has_schema_privilege('public', '${flyway:defaultSchema}', 'create') then
        raise warning 'everybody may make tables in the schema ${flyway:defaultSchema}, which an administrator has to end';
    end if;
end
$$;

-- A table of a partition's name takes checks only when it is a part of the ledger.
create function ledger_has_partition(a_day date) returns boolean
language sql stable set search_path = ${flyway:defaultSchema}, pg_temp as $$
    select exists (
        select from pg_inherits
        where inhparent = 'ledger_check'::regclass and inhrelid = to_regclass(ledger_partition(a_day)))
$$;

-- As before; another table of that name is said to be in the way, and not taken for the partition.
create or replace function ledger_make_partition(a_day date) returns boolean
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('ledger_make_partition'));
    if ledger_has_partition(a_day) then
        return false;
    end if;
    if to_regclass(ledger_partition(a_day)) is not null then
        raise exception 'the table % is no part of the ledger', ledger_partition(a_day) using errcode = 'duplicate_table';
    end if;
    perform ledger_prepare_partition(a_day);
    perform ledger_attach_partition(a_day);
    return true;
end
$$;

-- As before; a month that cannot have its place does not take that of the others.
create or replace function ledger_make_partitions() returns integer
language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
    this_month date := date_trunc('month', now() at time zone 'UTC');
    made integer := 0;
begin
    for months in 0..2 loop
        begin
            if ledger_make_partition((this_month + months * interval '1 month')::date) then
                made := made + 1;
            end if;
        exception when duplicate_table then
            raise warning '%', sqlerrm;
        end;
    end loop;
    return made;
end
$$;

-- Whether checks of this month, and of the next one, find a place.
create function ledger_has_partitions(out this_month boolean, out next_month boolean)
language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as $$
    select ledger_has_partition((now() at time zone 'UTC')::date),
        ledger_has_partition(((now() at time zone 'UTC') + interval '1 month')::date)
$$;

revoke execute on function ledger_has_partition(date) from public;
