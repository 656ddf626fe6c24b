package uk.nhs.rtec.architecture.ruin.persistence;

import uk.nhs.rtec.architecture.ruin.rest.audit.ShowsChecks;

/** A store that knows one of the APIs. */
public record AsksRest(ShowsChecks api) {}
