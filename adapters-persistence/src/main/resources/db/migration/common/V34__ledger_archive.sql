-- What became of months that were taken out of the database: one row for each time, of which the last says where the month's checks are.
-- Their batches, logs and checkpoints stay here, so that chains go on, and a month that is gone without such a row is missed.
create table ledger_archive (
    ledger_month varchar(7) not null,
    -- 1, 2 and so on for each month
    turn integer not null,
    -- ARCHIVED: in files; RESTORED: here again
    state varchar(10) not null,
    -- SHA-256 of the manifest of these files
    manifest_hash bytea not null,
    -- by which the ledger's own key says so of an archive
    note varchar(1000),
    recorded_at timestamp(6) with time zone not null,
    constraint ledger_archive_pk primary key (ledger_month, turn),
    constraint ledger_archive_turn check (turn > 0),
    constraint ledger_archive_state check (
        state in ('ARCHIVED', 'RESTORED') and (state = 'ARCHIVED') = (note is not null))
);

-- Months whose keys were destroyed: an archive that still has them does not bring them back.
create table ledger_key_destruction (
    ledger_month varchar(7) not null,
    destroyed_at timestamp(6) with time zone not null,
    constraint ledger_key_destruction_pk primary key (ledger_month)
);
