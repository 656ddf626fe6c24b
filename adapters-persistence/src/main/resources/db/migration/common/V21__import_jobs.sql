-- Files that come in to be worked off, and what has become of each. Everything about a patient is in the pieces, which go when the job ends.
create table import_file (
    id uuid not null,
    -- given up when nothing more comes until then; empty once the file is there as a whole
    given_up_at timestamp(6) with time zone,
    needed boolean default true not null,
    constraint import_file_pk primary key (id)
);

create table import_piece (
    file_id uuid not null,
    number integer not null,
    bytes bytea not null,
    constraint import_piece_pk primary key (file_id, number),
    constraint import_piece_of_file foreign key (file_id) references import_file (id),
    constraint import_piece_number check (number >= 0)
);

create table import_job (
    id uuid not null,
    kind varchar(40) not null,
    submitted_at timestamp(6) with time zone not null,
    submitted_by_organisation varchar(10) not null,
    submitted_by_user varchar(20) not null,
    file_bytes bigint not null,
    state varchar(10) not null,
    -- Who works on it, and until when they may be silent.
    held_by uuid,
    held_until timestamp(6) with time zone,
    bytes_read bigint not null,
    lines_read bigint not null,
    lines_accepted bigint not null,
    lines_unchanged bigint not null,
    refusals bigint not null,
    worked_millis bigint not null,
    ended_at timestamp(6) with time zone,
    cancelled_by_organisation varchar(10),
    cancelled_by_user varchar(20),
    constraint import_job_pk primary key (id),
    constraint import_job_state check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    constraint import_job_end check ((state = 'RUNNING') = (ended_at is null)),
    constraint import_job_lease check ((held_by is null) = (held_until is null)),
    constraint import_job_cancelled check (
        (state = 'CANCELLED') = (cancelled_by_organisation is not null)
        and (cancelled_by_organisation is null) = (cancelled_by_user is null)),
    constraint import_job_lines check (lines_accepted + lines_unchanged <= lines_read)
);

create index import_job_by_state on import_job (state, submitted_at);

-- Lines, columns and reasons, never what stands there.
create table import_refusal (
    job_id uuid not null,
    number bigint not null,
    line integer not null,
    column_name varchar(40) not null,
    reason varchar(1000) not null,
    constraint import_refusal_pk primary key (job_id, number),
    constraint import_refusal_of_job foreign key (job_id) references import_job (id)
);
