package uk.nhs.rtec.architecture.ruin.application;

import uk.nhs.rtec.architecture.ruin.persistence.AtHome;

/** A use case that knows who stores for it. */
public record KnowsTheStore(AtHome store) {}
