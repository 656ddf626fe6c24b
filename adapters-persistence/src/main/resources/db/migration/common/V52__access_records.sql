-- Who looked at what in the history of checks, and in what is kept beside it; conditions are their names, never their values. Every
-- word is spelled by hand in uk.nhs.rtec.persistence.audit.AccessWords. It takes the place of the table of V3, which no release wrote to.
create table access_record (
    id uuid not null,
    accessed_at timestamp(6) with time zone not null,
    kind varchar(30) not null,
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    reason varchar(400),
    conditions varchar(40) array not null,
    check_id uuid,
    export_id uuid,
    constraint access_record_pk primary key (id)
);
