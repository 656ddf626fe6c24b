package uk.nhs.rtec.application.event;

import java.util.List;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;

final class MemoryEventStoresTest implements FindingStoreContract, FollowedHoldersContract, EventMessagesContract {

    private final MemoryFindings findings = new MemoryFindings();
    private final MemoryExemptionRegister register = new MemoryExemptionRegister(findings);
    private final MemoryFollowedHolders holders = new MemoryFollowedHolders(register);
    private final MemoryEventMessages messages = new MemoryEventMessages(findings);

    @Override
    public FindingStore findings() {
        return findings;
    }

    @Override
    public FollowedHolders holders() {
        return holders;
    }

    @Override
    public EventMessages messages() {
        return messages;
    }

    @Override
    public int bodies() {
        return messages.bodies();
    }

    @Override
    public List<SubscriptionCall> calls() {
        return holders.calls();
    }

    @Override
    public CertificateStore store() {
        return register;
    }

    @Override
    public CertificateRecords records() {
        return register;
    }

    @Override
    public ExemptionRegister register() {
        return register;
    }
}
