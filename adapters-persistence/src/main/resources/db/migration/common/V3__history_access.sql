-- Who looked into the history of checks; conditions are their names, never their values.
create table history_access (
    id uuid not null,
    accessed_at timestamp(6) with time zone not null,
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    reason varchar(400),
    conditions varchar(40) array not null,
    check_id uuid,
    constraint history_access_pk primary key (id)
);
