package uk.nhs.rtec.rest.audit;

/**
 * Where accesses are put on record, as audit events say it: the operator's own name for it, whatever address a reader came by.
 *
 * @param name of the ledger
 */
public record AuditSite(String name) {}
