-- Functions that do as their owner what the service itself may not.
revoke execute on function ledger_make_partition(date), ledger_make_partitions(), ledger_forget_answered_requests() from public;
grant execute on function ledger_make_partitions(), ledger_forget_answered_requests() to ${application_user};
