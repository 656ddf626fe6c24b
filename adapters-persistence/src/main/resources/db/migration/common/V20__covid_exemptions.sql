-- COVID-19 medical exemptions as captured at the decision; nothing in a row is ever changed. Widths of names as in V1.
create table covid_exemption (
    record_id varchar(64) not null,
    nhs_number varchar(10) not null,
    name varchar(280) not null,
    birth_date date not null,
    status varchar(1) not null,
    period_start timestamp(6) with time zone not null,
    period_end timestamp(6) with time zone,
    taken_in_at timestamp(6) with time zone default current_timestamp not null,
    constraint covid_exemption_pk primary key (record_id),
    constraint covid_exemption_status check (status in ('1', '2', '3', '4')),
    constraint covid_exemption_period check (period_start <= period_end)
);

create index covid_exemption_by_number on covid_exemption (nhs_number);

-- How the standing of a record changed; a record without a change is pending, and the change with the highest number counts. The key
-- lets one of two who change a record at once win.
create table covid_exemption_change (
    record_id varchar(64) not null,
    change_number integer not null,
    standing varchar(20) not null,
    reason varchar(30),
    changed_at timestamp(6) with time zone not null,
    -- who decided it; empty when the national demographics did
    ods_code varchar(10),
    user_id varchar(20),
    constraint covid_exemption_change_pk primary key (record_id, change_number),
    constraint covid_exemption_change_of_record foreign key (record_id) references covid_exemption (record_id),
    constraint covid_exemption_change_number check (change_number > 0),
    constraint covid_exemption_change_words check (standing in ('VERIFIED', 'UNVERIFIED', 'REJECTED', 'REMOVED')),
    constraint covid_exemption_change_reason check ((standing in ('UNVERIFIED', 'REMOVED')) = (reason is not null)),
    constraint covid_exemption_change_officer check ((ods_code is null) = (user_id is null))
);

-- Patients who asked about somebody else.
create table covid_attempt (
    id uuid not null,
    attempted_at timestamp(6) with time zone not null,
    app_id varchar(64) not null,
    own_nhs_number varchar(10) not null,
    asked_nhs_number varchar(10) not null,
    constraint covid_attempt_pk primary key (id)
);

create index covid_attempt_by_time on covid_attempt (attempted_at);
