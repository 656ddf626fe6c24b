package uk.nhs.rtec.application.covid;

/** Why a line was not taken in: one for each faulty column; never what stands there. */
public record CovidRefusal(int line, CovidColumn column, String reason) {}
