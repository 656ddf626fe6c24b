-- Who looked at what in the history of checks, and in what is kept beside it; conditions are their names, never their values. Every
-- word is spelled by hand in uk.nhs.rtec.persistence.audit.AccessWords. Each row is a link of the chain of the node that wrote it, and its
-- key settles who of two writers has a number. It takes the place of the table of V3.
create table access_record (
    node varchar(60) not null,
    access_number bigint not null,
    id uuid not null,
    accessed_at timestamp(6) with time zone not null,
    kind varchar(30) not null,
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    reason varchar(400),
    conditions varchar(40) array not null,
    check_id uuid,
    export_id uuid,
    previous_hash bytea not null,
    access_hash bytea not null,
    constraint access_record_pk primary key (node, access_number),
    constraint access_record_id unique (id),
    constraint access_record_number check (access_number > 0)
);

create index access_record_by_time on access_record (accessed_at, id);
create index access_record_by_organisation on access_record (ods_code, accessed_at, id);
create index access_record_by_user on access_record (user_id, accessed_at, id);
create index access_record_by_check on access_record (check_id, accessed_at, id);

-- What was signed of a node's chain: that it had so many accesses, the last of this hash.
create table access_head (
    node varchar(60) not null,
    access_number bigint not null,
    access_hash bytea not null,
    note varchar(1000) not null,
    signed_at timestamp(6) with time zone not null,
    constraint access_head_pk primary key (node, access_number)
);

-- Which accesses somebody else is to look at, and why. Written in one transaction with the access.
create table access_alert (
    access_id uuid not null,
    accessed_at timestamp(6) with time zone not null,
    reasons varchar(30) array not null,
    constraint access_alert_pk primary key (access_id),
    constraint access_alert_access foreign key (access_id) references access_record (id)
);

create index access_alert_by_time on access_alert (accessed_at, access_id);

-- What came of it, once and for all.
create table access_alert_closure (
    access_id uuid not null,
    finding varchar(20) not null,
    -- as many characters as a note has, each of which may be two of UTF-16
    note varchar(800) not null,
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    closed_at timestamp(6) with time zone not null,
    constraint access_alert_closure_pk primary key (access_id),
    constraint access_alert_closure_alert foreign key (access_id) references access_alert (access_id),
    constraint access_alert_closure_finding check (finding in ('APPROPRIATE', 'INAPPROPRIATE'))
);
