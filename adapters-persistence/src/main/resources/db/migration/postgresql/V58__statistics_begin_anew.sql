-- Has everything counted anew, by whoever counts next; for the owner of the tables. Who counts now is waited for, and who comes waits.
create function statistics_begin_anew() returns void
language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as $$
begin
    lock table statistics_turn in access exclusive mode;
    truncate statistics_hour, statistics_pharmacy_hour, statistics_pharmacy_day, statistics_pharmacy_month,
        statistics_category, statistics_pharmacy_category, statistics_silence, statistics_pharmacy_silence, statistics_followed;
    update statistics_turn set up_to = null;
end
$$;

revoke execute on function statistics_begin_anew() from public;
