package uk.nhs.rtec.application.job;

import java.util.UUID;

/** One run of one node, which works on jobs. */
public record Holder(UUID value) {}
