-- Certificates, and the people they name. A key is the text in the form in which it is compared.
create table certificate (
    number varchar(40) not null,
    category_code varchar(4) not null,
    valid_from date not null,
    valid_to date not null,
    taken_in_at timestamp(6) with time zone default current_timestamp not null,
    constraint certificate_pk primary key (number),
    constraint certificate_days check (valid_from <= valid_to)
);

create table certificate_person (
    id uuid not null,
    certificate_number varchar(40) not null,
    relationship varchar(10) not null,
    nhs_number varchar(10),
    surname varchar(70) not null,
    forename varchar(70),
    date_of_birth date not null,
    postcode varchar(8) not null,
    surname_key varchar(1000) not null,
    postcode_key varchar(8) not null,
    taken_in_at timestamp(6) with time zone default current_timestamp not null,
    constraint certificate_person_pk primary key (id),
    constraint certificate_person_certificate foreign key (certificate_number) references certificate (number),
    constraint certificate_person_relationship check (relationship in ('holder', 'partner', 'dependant')),
    -- Two nodes that import one file leave one copy.
    constraint certificate_person_once unique nulls not distinct (
        certificate_number, relationship, nhs_number, surname, forename, date_of_birth, postcode)
);
