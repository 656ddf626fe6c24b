-- One row for each check, as it was concluded; nothing in it is ever changed. Every word is spelled by hand in
-- uk.nhs.rtec.persistence.ledger.Words; codes of four digits are those of the national vocabularies. What is known of the patient is in
-- "sealed" alone, under a key of the month in which the check was answered (UTC); the hashes find it again, and are keyed likewise.
create table ledger_check (
    id uuid not null,
    asked_at timestamp(6) with time zone not null,
    answered_at timestamp(6) with time zone not null,

    -- who asked
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    asid varchar(12) not null,
    request_id uuid,

    -- what they asked about
    prescription_id varchar(20) not null,

    -- what the national demographics said, and when they were really asked if not for this check
    patient_trace varchar(20) not null,
    patient_silence varchar(20),
    patient_traced_at timestamp(6) with time zone,

    -- what the prescription tracker said
    prescription_trace varchar(20) not null,
    prescription_silence varchar(20),
    tracked_state varchar(4),
    tracked_origin varchar(20),

    -- that the exemption register did not answer, or not whole
    register_silence varchar(20),

    -- how it ended
    outcome varchar(20) not null,
    category_code varchar(4),
    disclosed_code varchar(4),
    not_checked_reason varchar(30),
    undetermined_source varchar(20),
    undetermined_silence varchar(20),

    -- by what the patient is found: 16 bytes each
    stated_number_hash bytea not null,
    -- only when the traced number is another than the stated one
    traced_number_hash bytea,
    person_hash bytea not null,

    -- the patient, and the one hash in which every detail of the patient is committed to
    sealed bytea not null,
    patient_root bytea not null,

    -- where it stands in the chain of the node that wrote it
    node varchar(60) not null,
    batch_number bigint not null,
    batch_position integer not null,

    constraint ledger_check_pk primary key ${ledger_check_key},
    constraint ledger_check_words check (
        patient_trace in ('TRACED', 'UNKNOWN', 'INVALIDATED', 'NO_ANSWER')
        and prescription_trace in ('FOUND', 'NOT_FOUND', 'ISSUE_NOT_FOUND', 'NO_ANSWER')
        and outcome in ('EXEMPTION_FOUND', 'NO_EXEMPTION_FOUND', 'NOT_CHECKED', 'UNDETERMINED')),
    constraint ledger_check_silences check (
        (patient_trace = 'NO_ANSWER') = (patient_silence is not null)
        and (prescription_trace = 'NO_ANSWER') = (prescription_silence is not null)),
    constraint ledger_check_prescription check (
        (prescription_trace = 'FOUND') = (tracked_state is not null)
        and (prescription_trace = 'FOUND') = (tracked_origin is not null)),
    constraint ledger_check_outcome check (
        (outcome = 'EXEMPTION_FOUND') = (category_code is not null)
        and (outcome = 'EXEMPTION_FOUND') = (disclosed_code is not null)
        and (outcome = 'NOT_CHECKED') = (not_checked_reason is not null)
        and (outcome = 'UNDETERMINED') = (undetermined_source is not null)
        and (outcome = 'UNDETERMINED') = (undetermined_silence is not null)),
    constraint ledger_check_place check (batch_number > 0 and batch_position >= 0)
) ${ledger_check_partitions};

create index ledger_check_by_prescription on ledger_check (prescription_id, asked_at, id);
create index ledger_check_by_stated_number on ledger_check (stated_number_hash);
create index ledger_check_by_person on ledger_check (person_hash);
create index ledger_check_by_organisation on ledger_check (ods_code, asked_at, id);
create index ledger_check_by_time on ledger_check (asked_at, id);
create index ledger_check_by_batch on ledger_check (node, batch_number, batch_position);

-- What one node wrote in one transaction: a link of that node's chain. Its key settles who of two writers has a number.
create table ledger_batch (
    node varchar(60) not null,
    batch_number bigint not null,
    -- uuuu-MM
    ledger_month varchar(7) not null,
    previous_hash bytea not null,
    merkle_root bytea not null,
    check_count integer not null,
    written_at timestamp(6) with time zone not null,
    batch_hash bytea not null,
    constraint ledger_batch_pk primary key (node, batch_number),
    constraint ledger_batch_number check (batch_number > 0),
    constraint ledger_batch_count check (check_count > 0)
);

create index ledger_batch_by_month on ledger_batch (ledger_month, node, batch_number);

-- The batches of all nodes in one order, a log for each month.
create table ledger_log (
    ledger_month varchar(7) not null,
    log_index bigint not null,
    node varchar(60) not null,
    batch_number bigint not null,
    batch_hash bytea not null,
    constraint ledger_log_pk primary key (ledger_month, log_index),
    constraint ledger_log_batch unique (node, batch_number),
    constraint ledger_log_index check (log_index >= 0)
);

-- The roots of complete subtrees of 256, 65,536 and more leaves of a month's log, so that a proof reads few rows.
create table ledger_subtree (
    ledger_month varchar(7) not null,
    subtree_level integer not null,
    subtree_index bigint not null,
    subtree_hash bytea not null,
    constraint ledger_subtree_pk primary key (ledger_month, subtree_level, subtree_index)
);

-- What was signed of a month's log.
create table ledger_checkpoint (
    ledger_month varchar(7) not null,
    tree_size bigint not null,
    root_hash bytea not null,
    note varchar(1000) not null,
    signed_at timestamp(6) with time zone not null,
    constraint ledger_checkpoint_pk primary key (ledger_month, tree_size)
);

-- The keys of a month, wrapped by one that is kept elsewhere. Without its row the people of that month cannot be read by anybody.
create table ledger_key (
    ledger_month varchar(7) not null,
    data_key bytea not null,
    search_key bytea not null,
    wrapping_key varchar(100) not null,
    created_at timestamp(6) with time zone not null,
    constraint ledger_key_pk primary key (ledger_month)
);

-- Which check stands for a request id. Written in one transaction with its check; replaced when the answer is outdated.
create table answered_request (
    request_id uuid not null,
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    asid varchar(12) not null,
    check_id uuid not null,
    answered_at timestamp(6) with time zone not null,
    constraint answered_request_pk primary key (request_id, ods_code, user_id, asid)
);

create index answered_request_by_time on answered_request (answered_at);
