package uk.nhs.rtec.sandbox.borrowed;

import uk.nhs.rtec.elsewhere.BorrowedByTheSandbox;

/** What a class of the sandbox must not be. */
public record BorrowsFromTheService(BorrowedByTheSandbox borrowed) {}
