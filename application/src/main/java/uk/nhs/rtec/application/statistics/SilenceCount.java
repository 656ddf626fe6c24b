package uk.nhs.rtec.application.statistics;

import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined.Source;

/** For how many checks a source was silent in one way, whether or not their answer hung on it. */
public record SilenceCount(Source source, Silence silence, long checks) {}
