-- What an hour leaves behind is too much for one statement that others wait behind: a piece goes at a time, and rows that the ledger's writer
-- has in hand are left for the next. Says how many went.
drop function ledger_forget_answered_requests();

create function ledger_forget_answered_requests(most integer) returns integer
language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
    forgotten integer;
begin
    delete from answered_request
    where ctid = any(array(
            select ctid from answered_request where answered_at < now() - interval '25 hours'
            order by answered_at limit most for update skip locked))
        and answered_at < now() - interval '25 hours';
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;
