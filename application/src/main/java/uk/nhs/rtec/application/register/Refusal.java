package uk.nhs.rtec.application.register;

/**
 * Why a line was not taken in: one for each faulty column; never what stands there.
 *
 * @param line the line's place in the file; the header is line 1
 */
public record Refusal(int line, RegisterColumn column, String reason) {}
