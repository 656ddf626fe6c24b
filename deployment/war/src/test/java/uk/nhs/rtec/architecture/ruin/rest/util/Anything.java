package uk.nhs.rtec.architecture.ruin.rest.util;

/** Something that stands in a package which says nothing, not even of nulls. */
public record Anything() {}
