-- What came of each access, and which alert somebody wanted to close, whether there is one of that name or not. Both are in the hash of what is
-- recorded from now on; what was recorded before has neither, and keeps its hash.
alter table access_record add column alert_id uuid;
alter table access_record add column outcome varchar(20);
