package uk.nhs.rtec.architecture.ruin.spine;

import uk.nhs.rtec.architecture.ruin.persistence.AtHome;

/** A client of Spine that looks into the stores. */
public record AsksPersistence(AtHome store) {}
