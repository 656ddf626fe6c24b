package uk.nhs.rtec.architecture.ruin.rest;

import uk.nhs.rtec.architecture.ruin.deployment.ModestWiring;

/** An API that knows what makes it run. */
public record KnowsTheDeployment(ModestWiring wiring) {}
