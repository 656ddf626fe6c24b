package uk.nhs.rtec.architecture.ruin.domain;

import uk.nhs.rtec.architecture.ruin.application.SpeaksHttp;

/** A thing of the domain that knows who uses it. */
public record KnowsTheUseCase(SpeaksHttp useCase) {}
