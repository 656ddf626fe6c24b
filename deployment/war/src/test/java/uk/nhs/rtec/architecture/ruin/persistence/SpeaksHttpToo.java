package uk.nhs.rtec.architecture.ruin.persistence;

import jakarta.ws.rs.core.Response;

/** A store that answers in the words of an API. */
public record SpeaksHttpToo(Response answer) {}
