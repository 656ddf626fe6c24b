-- The same look-ups as on PostgreSQL, whose indexes can leave rows out.
create index register_finding_by_surviving_number on register_finding (surviving_number);
create index certificate_person_by_time on certificate_person (taken_in_at);
