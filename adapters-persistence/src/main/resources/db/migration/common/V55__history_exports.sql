-- Requests to take the result of a search out. Nothing in a row is ever changed: how far an export has come follows from what stands beside it.
create table history_export (
    id uuid not null,
    kind varchar(10) not null,
    requested_at timestamp(6) with time zone not null,
    requested_by_organisation varchar(10) not null,
    requested_by_user varchar(20) not null,
    -- 200 characters, in UTF-16 units on one database
    reason varchar(400) not null,
    -- the names of the conditions, never their values
    conditions varchar(40) array not null,
    -- the conditions, under the ledger's key of the month (UTC) of the request
    sealed bytea not null,
    counted_rows integer not null,
    more_rows boolean not null,
    up_to timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    needs_approval boolean not null,
    constraint history_export_pk primary key (id),
    constraint history_export_kind check (kind in ('CHECKS', 'CLAIMS')),
    constraint history_export_extent check (counted_rows >= 0)
);

create index history_export_to_be_decided on history_export (needs_approval, expires_at);

-- What a second person said; the key lets one of two who decide at once win.
create table history_export_decision (
    export_id uuid not null,
    ruling varchar(10) not null,
    decided_at timestamp(6) with time zone not null,
    decided_by_organisation varchar(10) not null,
    decided_by_user varchar(20) not null,
    note varchar(400),
    constraint history_export_decision_pk primary key (export_id),
    constraint history_export_decision_of_export foreign key (export_id) references history_export (id),
    constraint history_export_decision_ruling check (ruling in ('APPROVED', 'REFUSED'))
);

-- Each time an export went out as a whole.
create table history_export_download (
    id uuid not null,
    export_id uuid not null,
    produced_at timestamp(6) with time zone not null,
    file_rows bigint not null,
    file_hash bytea not null,
    -- the newest signed note of the ledger at the time
    checkpoint_note varchar(16384),
    constraint history_export_download_pk primary key (id),
    constraint history_export_download_of_export foreign key (export_id) references history_export (id),
    constraint history_export_download_rows check (file_rows >= 0)
);

create index history_export_download_by_export on history_export_download (export_id, produced_at);
