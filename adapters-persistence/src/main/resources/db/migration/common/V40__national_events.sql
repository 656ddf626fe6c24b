-- What the national demographics were found to say of somebody whom the register names by number, beside the certificates, which stay as
-- they are; of one number the finding with the highest place counts. The key lets one of two who add at once win. Widths as in V2.
create table register_finding (
    nhs_number varchar(10) not null,
    place integer not null,
    found_at timestamp(6) with time zone not null,
    surviving_number varchar(10) not null,
    date_of_birth date,
    postcode varchar(8),
    surname varchar(70),
    forename varchar(70),
    deceased boolean not null,
    restricted boolean not null,
    -- the event that made us ask; empty when a subscription did
    prompted_by varchar(64),
    constraint register_finding_pk primary key (nhs_number, place),
    constraint register_finding_place check (place > 0),
    -- where somebody lives is not kept of whom nothing may be given away
    constraint register_finding_restricted check (not restricted or postcode is null)
);

-- Holders whose events are wanted or were, and how their subscriptions stand. What is due has a time; nothing else is ever looked for.
create table followed_holder (
    nhs_number varchar(10) not null,
    wanted_until date not null,
    state varchar(14) not null,
    asked_number varchar(10),
    subscription_id varchar(64),
    subscribed_until date,
    reason varchar(64),
    failures integer not null,
    due_at timestamp(6) with time zone,
    changed_at timestamp(6) with time zone not null,
    version integer not null,
    constraint followed_holder_pk primary key (nhs_number),
    constraint followed_holder_state check (
        state in ('TO_SUBSCRIBE', 'ACTIVE', 'TO_RENEW', 'TO_END', 'ENDED', 'UNSUBSCRIBABLE', 'PARKED')),
    constraint followed_holder_named check (state <> 'ACTIVE' or subscription_id is not null),
    constraint followed_holder_version check (version > 0)
);

create index followed_holder_by_due on followed_holder (due_at, nhs_number);
create index followed_holder_by_state on followed_holder (state, nhs_number);
create index followed_holder_by_asked on followed_holder (asked_number);
create index followed_holder_by_subscription on followed_holder (subscription_id);

-- Everything that was asked of the events service.
create table subscription_call (
    id bigint generated always as identity,
    nhs_number varchar(10) not null,
    what varchar(11) not null,
    patient_number varchar(10) not null,
    ends_at timestamp(6) with time zone,
    called_at timestamp(6) with time zone not null,
    result varchar(64) not null,
    subscription_id varchar(64),
    constraint subscription_call_pk primary key (id),
    constraint subscription_call_what check (what in ('SUBSCRIBE', 'UNSUBSCRIBE', 'LOOK'))
);

create index subscription_call_by_number on subscription_call (nhs_number, id);

-- Every message that ever came out of the mailbox: what could be read in it, or why nothing could.
create table event_message (
    place bigint generated always as identity,
    message_id varchar(100) not null,
    workflow varchar(60) not null,
    received_at timestamp(6) with time zone not null,
    event_id varchar(64),
    kind varchar(40),
    nhs_number varchar(10),
    death_status varchar(1),
    last_updated timestamp(6) with time zone,
    unreadable varchar(400),
    constraint event_message_pk primary key (place),
    constraint event_message_once unique (message_id),
    constraint event_message_read check (
        (event_id is null) = (unreadable is not null)
        and (event_id is null) = (nhs_number is null)
        and (event_id is null) = (last_updated is null))
);

create index event_message_by_event on event_message (event_id, place);
create index event_message_by_patient on event_message (nhs_number, kind, last_updated);

-- The whole message, until it is applied; of one that nobody can read, until somebody had time to look.
create table event_body (
    place bigint not null,
    body bytea not null,
    constraint event_body_pk primary key (place),
    constraint event_body_of_message foreign key (place) references event_message (place)
);

-- What is to be applied; a row goes when its message is concluded.
create table event_waiting (
    place bigint not null,
    nhs_number varchar(10) not null,
    failures integer not null,
    due_at timestamp(6) with time zone not null,
    constraint event_waiting_pk primary key (place),
    constraint event_waiting_of_message foreign key (place) references event_message (place)
);

create index event_waiting_by_due on event_waiting (due_at, place);
create index event_waiting_by_patient on event_waiting (nhs_number, place);

-- What became of a message, once.
create table event_conclusion (
    place bigint not null,
    conclusion varchar(30) not null,
    concluded_at timestamp(6) with time zone not null,
    constraint event_conclusion_pk primary key (place),
    constraint event_conclusion_of_message foreign key (place) references event_message (place)
);

create index event_conclusion_by_word on event_conclusion (conclusion, place);

-- What came into the register lately.
create index certificate_revocation_by_time on certificate_revocation (revoked_at);
