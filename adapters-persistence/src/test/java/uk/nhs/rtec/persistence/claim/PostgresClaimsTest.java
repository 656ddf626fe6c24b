package uk.nhs.rtec.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.claim.JudgedClaim;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

final class PostgresClaimsTest implements ClaimsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @RegisterExtension
    final LedgerUnderTest ledger = LedgerUnderTest.patient(DATABASE);

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }

    @Override
    public LedgerUnderTest ledgerUnderTest() {
        return ledger;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update claim set charge_exemption = '0001'",
                "delete from claim",
                "truncate claim cascade",
                "update claim_verdict set verdict = 'CONFIRMED'",
                "delete from claim_verdict",
                "truncate claim_verdict",
            })
    void evenTheOwnerIsRefused(String statement) {
        takeIn(ClaimsContract.line("9180", "2026-06-01T09:00:00Z"));

        assertThatThrownBy(() -> DATABASE.asOwner(statement)).hasMessageContaining("only ever added to");

        assertThat(claimRecords().find(EVERY_CLAIM).claims())
                .extracting(JudgedClaim::verdict)
                .containsExactly(Verdict.NO_CHECK);
    }
}
