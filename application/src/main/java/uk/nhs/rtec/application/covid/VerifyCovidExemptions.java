package uk.nhs.rtec.application.covid;

/** Has the national demographics verify the NHS numbers of pending records. */
public interface VerifyCovidExemptions {

    /**
     * Looks at pending records, at most some hundreds of them; those about which the demographics are silent stay pending.
     *
     * @return how many are pending no longer
     * @throws CovidRecordsUnavailable when the store stops answering
     */
    int verifyPending();
}
