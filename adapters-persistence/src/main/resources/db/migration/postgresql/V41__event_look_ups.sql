-- Few numbers are superseded. The search states this condition word for word, and that for news those of the second index.
create index register_finding_by_surviving_number on register_finding (surviving_number)
    where surviving_number <> nhs_number;

create index certificate_person_by_time on certificate_person (taken_in_at)
    where relationship = 'holder' and nhs_number is not null;
