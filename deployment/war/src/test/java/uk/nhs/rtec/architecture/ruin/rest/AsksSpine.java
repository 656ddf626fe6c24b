package uk.nhs.rtec.architecture.ruin.rest;

import uk.nhs.rtec.architecture.ruin.spine.DescribesAnUpstream;

/** An API that goes round the use case to Spine. */
public record AsksSpine(DescribesAnUpstream upstream) {}
