-- When the demographics were really asked, where a check was answered from what they had said for an earlier one; else empty.
alter table exemption_check add column traced_before timestamp(6) with time zone;
alter table exemption_check add constraint exemption_check_traced_before
    check (traced_before is null or patient_trace = 'TRACED');
