-- Claims as they came in; nothing in a row is ever changed. Of the patient there are only the hashes by which the ledger finds checks, keyed
-- by month as there: they end with the keys of their month.
create table claim (
    id uuid not null,
    prescription_id varchar(20) not null,
    ods_code varchar(10) not null,
    charge_exemption varchar(4) not null,
    claimed_at timestamp(6) with time zone not null,
    -- of the month in which the day of the claim ends (UTC)
    number_hash bytea,
    -- of the month in which it begins, when that is another: a day in England may begin in the last hour of a month in UTC
    earlier_number_hash bytea,
    taken_in_at timestamp(6) with time zone not null,
    taken_in_by_organisation varchar(10) not null,
    taken_in_by_user varchar(20) not null,
    constraint claim_pk primary key (id),
    constraint claim_once unique (prescription_id, ods_code, claimed_at, charge_exemption)
);

create index claim_by_organisation on claim (ods_code, claimed_at, id);
create index claim_by_time on claim (claimed_at, id);

-- What the checks on record said of a claim, whenever they said something new; the verdict with the highest number counts. The key lets
-- one of two who judge a claim at once win. The words are spelled by hand in uk.nhs.rtec.persistence.claim.VerdictWords.
create table claim_verdict (
    claim_id uuid not null,
    verdict_number integer not null,
    verdict varchar(30) not null,
    decided_at timestamp(6) with time zone not null,
    constraint claim_verdict_pk primary key (claim_id, verdict_number),
    constraint claim_verdict_of_claim foreign key (claim_id) references claim (id),
    constraint claim_verdict_number check (verdict_number > 0),
    constraint claim_verdict_words check (verdict in (
        'CHECK_AFTER_CLAIM', 'CONFIRMED', 'DIFFERENT_ORGANISATION', 'DIFFERENT_CODE', 'NOT_FOUND_BUT_CLAIMED',
        'ANSWER_REUSED', 'NO_CHECK', 'FOUND_BUT_PAID', 'DECLARED', 'PAID'))
);

-- The last check that was looked at for claims that came before it: one row, which only moves on.
create table claim_check_looked_at (
    id integer not null,
    asked_at timestamp(6) with time zone not null,
    check_id uuid not null,
    constraint claim_check_looked_at_pk primary key (id),
    constraint claim_check_looked_at_one check (id = 1)
);
