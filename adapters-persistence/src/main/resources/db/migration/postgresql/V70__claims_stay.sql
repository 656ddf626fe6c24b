-- Beside the rights, as with the ledger: a claim and what was said of it are not changed by mistake either.
create function claim_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the record of claims is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger claim_stays before update or delete on claim for each row execute function claim_refuse();
create trigger claim_is_kept before truncate on claim execute function claim_refuse();
create trigger claim_verdict_stays before update or delete on claim_verdict for each row execute function claim_refuse();
create trigger claim_verdict_is_kept before truncate on claim_verdict execute function claim_refuse();
