package uk.nhs.rtec.application.register;

/**
 * What an import did, in lines.
 *
 * @param read all lines but the header
 * @param accepted lines that the register did not have
 * @param unchanged lines that the register had
 */
public record ImportSummary(long read, long accepted, long unchanged) {}
