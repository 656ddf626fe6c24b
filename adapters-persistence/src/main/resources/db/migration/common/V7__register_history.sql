-- Who took what into the register; empty for what was there before officers were kept.
alter table certificate add column taken_in_by_organisation varchar(10);
alter table certificate add column taken_in_by_user varchar(20);
alter table certificate_person add column taken_in_by_organisation varchar(10);
alter table certificate_person add column taken_in_by_user varchar(20);

-- A certificate that counts no longer stays; at most one revocation stands beside it.
create table certificate_revocation (
    certificate_number varchar(40) not null,
    revoked_from date not null,
    -- 200 characters, in UTF-16 units on one database
    reason varchar(400) not null,
    revoked_at timestamp(6) with time zone not null,
    revoked_by_organisation varchar(10) not null,
    revoked_by_user varchar(20) not null,
    constraint certificate_revocation_pk primary key (certificate_number),
    constraint certificate_revocation_certificate foreign key (certificate_number) references certificate (number)
);

-- What a check knew of a revocation.
alter table exemption_check_certificate add column revoked_from date;
alter table exemption_check_certificate add column revocation_reason varchar(400);
alter table exemption_check_certificate add constraint exemption_check_certificate_revocation check (
    (revoked_from is null) = (revocation_reason is null));

-- An officer looks for people by name and birthday, whether or not they have a number.
create index certificate_person_by_birthday on certificate_person (date_of_birth, surname_key);
