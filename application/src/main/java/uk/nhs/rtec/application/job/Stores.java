package uk.nhs.rtec.application.job;

/** The stores of the service as one transaction sees them: what is done through them is done with it, or not at all. */
@FunctionalInterface
public interface Stores {

    /**
     * The store behind this port, for as long as the transaction lasts; whatever fails in it is thrown as it comes and ends the
     * transaction.
     *
     * @throws IllegalArgumentException when jobs do not work on that store
     */
    <S> S of(Class<S> port);
}
