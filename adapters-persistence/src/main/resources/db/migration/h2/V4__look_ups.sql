-- The same look-ups as on PostgreSQL, whose indexes can leave rows out. One index serves both ways to a person, those without a number
-- lying together in it: of two, H2 would take the one of numbers for "has none" as well, and read them all.
create index exemption_check_by_traced_number on exemption_check (traced_nhs_number);
create index certificate_person_by_number_or_details
    on certificate_person (nhs_number, surname_key, date_of_birth, postcode_key);
