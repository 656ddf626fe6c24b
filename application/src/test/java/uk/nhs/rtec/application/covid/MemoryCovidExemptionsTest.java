package uk.nhs.rtec.application.covid;

final class MemoryCovidExemptionsTest implements CovidExemptionStoreContract, CovidAttemptsContract {

    private final MemoryCovidExemptions exemptions = new MemoryCovidExemptions();
    private final MemoryCovidAttempts attempts = new MemoryCovidAttempts();

    @Override
    public CovidExemptionStore store() {
        return exemptions;
    }

    @Override
    public CovidExemptionSource source() {
        return exemptions;
    }

    @Override
    public CovidAttempts attempts() {
        return attempts;
    }

    @Override
    public CovidAttemptHistory attemptHistory() {
        return attempts;
    }
}
