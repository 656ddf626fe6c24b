-- Functions that do as their owner what the service itself may not.
revoke execute on function
    ledger_make_partition(date), ledger_make_partitions(), ledger_has_partitions(), ledger_forget_answered_requests(integer) from public;
grant execute on function
    ledger_make_partitions(), ledger_has_partitions(), ledger_forget_answered_requests(integer) to ${application_user};
