package uk.nhs.rtec.application.job;

/**
 * What became of some lines.
 *
 * @param read all of them
 * @param accepted those that were not known before
 * @param unchanged those that were known
 */
public record LinesTaken(long read, long accepted, long unchanged) {}
