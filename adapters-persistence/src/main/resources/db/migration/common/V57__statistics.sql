-- The checks of the ledger, counted while they come in; the tables are those that every question is one short look-up in. Nothing in them
-- tells of a person, and all of them can be made anew of the ledger. Hours, days and months are those in which a check was asked for; days
-- and months are those in England, whose clock is always whole hours from UTC.
create table statistics_hour (
    counted_hour timestamp(0) with time zone not null,
    confirmations bigint not null,
    not_found bigint not null,
    not_checked bigint not null,
    undetermined bigint not null,
    constraint statistics_hour_pk primary key (counted_hour)
);

create table statistics_pharmacy_hour (
    ods_code varchar(10) not null,
    counted_hour timestamp(0) with time zone not null,
    confirmations bigint not null,
    not_found bigint not null,
    not_checked bigint not null,
    undetermined bigint not null,
    constraint statistics_pharmacy_hour_pk primary key (ods_code, counted_hour)
) ${often_changed};

create table statistics_pharmacy_day (
    counted_day date not null,
    ods_code varchar(10) not null,
    confirmations bigint not null,
    not_found bigint not null,
    not_checked bigint not null,
    undetermined bigint not null,
    constraint statistics_pharmacy_day_pk primary key (counted_day, ods_code)
) ${often_changed};

create table statistics_pharmacy_month (
    -- uuuu-MM
    counted_month varchar(7) not null,
    ods_code varchar(10) not null,
    confirmations bigint not null,
    not_found bigint not null,
    not_checked bigint not null,
    undetermined bigint not null,
    constraint statistics_pharmacy_month_pk primary key (counted_month, ods_code)
) ${often_changed};

-- Why patients were exempt, by month only: of days, or of spans that overlap, small numbers would follow from larger ones.
create table statistics_category (
    counted_month varchar(7) not null,
    category_code varchar(4) not null,
    confirmations bigint not null,
    constraint statistics_category_pk primary key (counted_month, category_code)
);

create table statistics_pharmacy_category (
    ods_code varchar(10) not null,
    counted_month varchar(7) not null,
    category_code varchar(4) not null,
    confirmations bigint not null,
    constraint statistics_pharmacy_category_pk primary key (ods_code, counted_month, category_code)
) ${often_changed};

-- Every silence that a check met with, whether or not its answer hung on it.
create table statistics_silence (
    counted_hour timestamp(0) with time zone not null,
    source varchar(20) not null,
    silence varchar(20) not null,
    checks bigint not null,
    constraint statistics_silence_pk primary key (counted_hour, source, silence)
);

create table statistics_pharmacy_silence (
    ods_code varchar(10) not null,
    counted_hour timestamp(0) with time zone not null,
    source varchar(20) not null,
    silence varchar(20) not null,
    checks bigint not null,
    constraint statistics_pharmacy_silence_pk primary key (ods_code, counted_hour, source, silence)
);

-- The last batch that was counted of each node in each month; moved in the transaction in which it is counted, so that none is counted twice,
-- also when its month leaves the ledger and comes back.
create table statistics_followed (
    ledger_month varchar(7) not null,
    node varchar(60) not null,
    batch_number bigint not null,
    -- the next batch's checks are not in the ledger: its month was taken out before it was counted
    gone boolean not null,
    constraint statistics_followed_pk primary key (ledger_month, node)
);

-- One row: whoever counts holds it. Everything that was on record at this moment is counted.
create table statistics_turn (
    id integer not null,
    up_to timestamp(6) with time zone,
    constraint statistics_turn_pk primary key (id),
    constraint statistics_turn_one check (id = 1)
);

insert into statistics_turn (id) values (1);
