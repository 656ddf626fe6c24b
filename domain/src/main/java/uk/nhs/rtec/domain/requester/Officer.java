package uk.nhs.rtec.domain.requester;

/** Someone who works on the register or the history of checks: the person and the organisation they do it for. */
public record Officer(OdsCode organisation, SdsUserId user) {}
