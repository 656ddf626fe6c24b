package uk.nhs.rtec.domain.requester;

/** Who asks for a check: the organisation that dispenses, the practitioner who asks, the system they ask with. */
public record Requester(OdsCode organisation, SdsUserId practitioner, Asid system) {}
