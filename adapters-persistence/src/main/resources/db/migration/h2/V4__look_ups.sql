-- The same as on PostgreSQL, whose indexes can leave rows out.
create index exemption_check_by_traced_number on exemption_check (traced_nhs_number);
create index certificate_person_by_number on certificate_person (nhs_number);
create index certificate_person_by_details on certificate_person (surname_key, date_of_birth, postcode_key);
