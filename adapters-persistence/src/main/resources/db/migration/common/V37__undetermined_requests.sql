-- A check that was undetermined stands for its request until another does: the id was given to its question and to no other.
alter table answered_request add column determined boolean default true not null;
