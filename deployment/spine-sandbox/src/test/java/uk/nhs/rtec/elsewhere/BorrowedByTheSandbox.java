package uk.nhs.rtec.elsewhere;

/** Something that is not of the sandbox. */
public record BorrowedByTheSandbox() {}
