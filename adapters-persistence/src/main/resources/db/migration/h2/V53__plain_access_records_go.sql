-- H2 is for trying the service out: what was noted while it was tried goes.
drop table history_access;
