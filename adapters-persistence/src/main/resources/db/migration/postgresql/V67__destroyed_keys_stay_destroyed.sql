-- Checks of the last day of a month are still repeated on the next, by clocks that differ: keys are in use until the month has been over for
-- two days.
create function ledger_key_is_in_use(a_month varchar, at_moment timestamp with time zone) returns boolean language sql immutable as $$
    select a_month >= to_char((at_moment - interval '2 days') at time zone 'UTC', 'YYYY-MM')
$$;

create or replace function ledger_refuse_current_month() returns trigger
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
begin
    -- Before the row is taken away, or whoever makes keys and whoever destroys them wait for each other.
    perform pg_advisory_xact_lock(hashtext('ledger_key'), hashtext(old.ledger_month));
    if ledger_key_is_in_use(old.ledger_month, now()) then
        raise exception 'the keys of a month are in use until two days after it' using errcode = 'insufficient_privilege';
    end if;
    return old;
end
$$;

-- New keys under the name of a destroyed month would be taken for those that its checks were sealed with. Whoever destroys at the same moment
-- is waited for.
create function ledger_refuse_destroyed_month() returns trigger
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('ledger_key'), hashtext(new.ledger_month));
    if exists (select from ledger_key_destruction where ledger_month = new.ledger_month) then
        raise exception 'the keys of this month were destroyed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create trigger ledger_key_stays_destroyed before insert on ledger_key
    for each row execute function ledger_refuse_destroyed_month();

revoke execute on function ledger_key_is_in_use(varchar, timestamp with time zone), ledger_refuse_destroyed_month() from public;
