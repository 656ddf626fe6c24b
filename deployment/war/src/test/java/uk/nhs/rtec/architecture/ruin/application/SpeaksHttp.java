package uk.nhs.rtec.architecture.ruin.application;

import jakarta.ws.rs.core.Response;

/** A use case that answers in the words of one of its adapters. */
public record SpeaksHttp(Response answer) {}
