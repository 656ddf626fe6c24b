package uk.nhs.rtec.application.audit;

/** An access that is on record. */
public record KeptAccess(AccessId id, AccessToHistory access) {}
