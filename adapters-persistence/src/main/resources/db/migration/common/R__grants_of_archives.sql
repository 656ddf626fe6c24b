-- The service sees where a month is; that a month goes, or comes back, only the owner of the tables says.
grant select on ledger_archive, ledger_key_destruction to ${application_user};
