-- One row for each check, as it was concluded; nothing in it is ever changed. Every word is spelled by hand in
-- uk.nhs.rtec.persistence.ledger.Words; codes of four digits are those of the national vocabularies.
-- Widths of names are in UTF-16 units on one database and in characters on the other: 70 holds 35 characters on both.
create table exemption_check (
    id uuid not null,
    asked_at timestamp(6) with time zone not null,
    answered_at timestamp(6) with time zone not null,

    -- who asked
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    asid varchar(12) not null,
    request_id uuid,
    correlation_id varchar(255),

    -- what they asked about
    prescription_id varchar(20) not null,
    stated_nhs_number varchar(10) not null,
    stated_date_of_birth date not null,
    stated_postcode varchar(8) not null,
    stated_surname varchar(70) not null,
    stated_forename varchar(70),

    -- what the national demographics said
    patient_trace varchar(20) not null,
    patient_silence varchar(20),
    traced_nhs_number varchar(10),
    traced_date_of_birth date,
    traced_postcode varchar(8),
    traced_surname varchar(70),
    traced_forename varchar(70),
    traced_deceased boolean,
    traced_restricted boolean,

    -- what the prescription tracker said
    prescription_trace varchar(20) not null,
    prescription_silence varchar(20),
    tracked_nhs_number varchar(10),
    tracked_state varchar(4),
    tracked_origin varchar(20),

    -- that the exemption register did not answer, or not whole; what it said is in exemption_check_certificate
    register_silence varchar(20),

    -- how it ended
    outcome varchar(20) not null,
    category_code varchar(4),
    disclosed_code varchar(4),
    not_checked_reason varchar(30),
    undetermined_source varchar(20),
    undetermined_silence varchar(20),

    constraint exemption_check_pk primary key (id),
    constraint exemption_check_words check (
        patient_trace in ('TRACED', 'UNKNOWN', 'INVALIDATED', 'NO_ANSWER')
        and prescription_trace in ('FOUND', 'NOT_FOUND', 'ISSUE_NOT_FOUND', 'NO_ANSWER')
        and outcome in ('EXEMPTION_FOUND', 'NO_EXEMPTION_FOUND', 'NOT_CHECKED', 'UNDETERMINED')),
    constraint exemption_check_patient check (
        (patient_trace = 'NO_ANSWER') = (patient_silence is not null)
        and (patient_trace = 'TRACED') = (traced_nhs_number is not null)
        and (patient_trace = 'TRACED') = (traced_deceased is not null)
        and (patient_trace = 'TRACED') = (traced_restricted is not null)
        and (patient_trace = 'TRACED'
            or coalesce(traced_postcode, traced_surname, traced_forename) is null and traced_date_of_birth is null)),
    constraint exemption_check_prescription check (
        (prescription_trace = 'NO_ANSWER') = (prescription_silence is not null)
        and (prescription_trace = 'FOUND') = (tracked_nhs_number is not null)
        and (prescription_trace = 'FOUND') = (tracked_state is not null)
        and (prescription_trace = 'FOUND') = (tracked_origin is not null)),
    constraint exemption_check_outcome check (
        (outcome = 'EXEMPTION_FOUND') = (category_code is not null)
        and (outcome = 'EXEMPTION_FOUND') = (disclosed_code is not null)
        and (outcome = 'NOT_CHECKED') = (not_checked_reason is not null)
        and (outcome = 'UNDETERMINED') = (undetermined_source is not null)
        and (outcome = 'UNDETERMINED') = (undetermined_silence is not null))
);

create index exemption_check_by_prescription on exemption_check (prescription_id, asked_at, id);
create index exemption_check_by_stated_number on exemption_check (stated_nhs_number);
create index exemption_check_by_organisation on exemption_check (ods_code, asked_at, id);
create index exemption_check_by_time on exemption_check (asked_at, id);

-- The certificates that the register held for a check, and those the answer rests on.
create table exemption_check_certificate (
    check_id uuid not null,
    position integer not null,
    certificate_number varchar(40) not null,
    category_code varchar(4) not null,
    valid_from date not null,
    valid_to date not null,
    -- its place among all that were found
    held_position integer,
    -- its place among those that count: 0 is the one that was disclosed
    basis_position integer,
    constraint exemption_check_certificate_pk primary key (check_id, position),
    constraint exemption_check_certificate_of_check foreign key (check_id) references exemption_check (id),
    constraint exemption_check_certificate_days check (valid_from <= valid_to),
    constraint exemption_check_certificate_place check (held_position is not null or basis_position is not null)
);

-- Which check stands for a request id. Written in one transaction with its check; replaced when the answer is outdated.
create table answered_request (
    request_id uuid not null,
    ods_code varchar(10) not null,
    user_id varchar(20) not null,
    asid varchar(12) not null,
    check_id uuid not null,
    answered_at timestamp(6) with time zone not null,
    constraint answered_request_pk primary key (request_id, ods_code, user_id, asid),
    constraint answered_request_check foreign key (check_id) references exemption_check (id)
);
