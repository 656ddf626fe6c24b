-- H2 is for trying the service out: what was tried on the plain tables of the first ledger goes with them.
drop table answered_request;
drop table exemption_check_certificate;
drop table exemption_check;
