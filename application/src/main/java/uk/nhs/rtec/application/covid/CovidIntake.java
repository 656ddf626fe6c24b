package uk.nhs.rtec.application.covid;

/**
 * What became of the records that were sent.
 *
 * @param read all of them
 * @param accepted those that were not held before
 * @param unchanged those that were held already, the same in every detail
 */
public record CovidIntake(long read, long accepted, long unchanged) {}
