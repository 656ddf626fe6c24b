-- No release ever wrote to the plain tables of the first ledger; should one hold rows all the same, nothing is thrown away.
do $$
begin
    if exists (select from exemption_check) then
        raise exception 'the plain ledger of V1 holds checks: take them elsewhere before this migration';
    end if;
end
$$;

drop table answered_request;
drop table exemption_check_certificate;
drop table exemption_check;
