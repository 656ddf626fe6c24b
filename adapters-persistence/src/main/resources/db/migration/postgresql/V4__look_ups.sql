-- Each row is in only as many indexes as can find it: most checks trace the number that was stated, and a person is looked for
-- by details only where there is no number. The searches state these conditions word for word.
create index exemption_check_by_traced_number on exemption_check (traced_nhs_number)
    where traced_nhs_number <> stated_nhs_number;

create index certificate_person_by_number on certificate_person (nhs_number)
    where nhs_number is not null;

create index certificate_person_by_details on certificate_person (surname_key, date_of_birth, postcode_key)
    where nhs_number is null;
