package uk.nhs.rtec.architecture.ruin.rest;

/** A name that says nothing. */
public final class CheckServiceImpl {

    private CheckServiceImpl() {}

    /** A name that says nothing, of a class inside another. */
    public record ResultDto() {}
}
