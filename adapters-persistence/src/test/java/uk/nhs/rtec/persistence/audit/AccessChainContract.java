package uk.nhs.rtec.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.audit.AccessAlerts;
import uk.nhs.rtec.application.audit.AccessAlertsContract;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessLog;
import uk.nhs.rtec.application.audit.AccessLogState;
import uk.nhs.rtec.application.audit.AccessQuery;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessRecordsContract;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.AlertQuery;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.domain.proof.AccessLink;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.Patience;

/** What the accesses owe on every database: the contracts of their ports, and a chain that is whole and signed. */
interface AccessChainContract extends AccessRecordsContract, AccessAlertsContract {

    Records records();

    @Override
    default AccessRecords accesses() {
        return records().quiet;
    }

    @Override
    default AccessLog log() {
        return new HibernateAccessLog(records().database.store());
    }

    @Override
    default AccessRecords reviewed() {
        return records().reviewed;
    }

    @Override
    default AccessAlerts alerts() {
        return new HibernateAccessAlerts(records().database.store(), records().reviewed);
    }

    @Test
    default void everyAccessIsALinkOfItsNodesChain() {
        accesses().add(SEARCH);
        accesses().add(VIEW);
        new HibernateAccessRecords(records().database.store(), "node-2", NO_ALERTS).add(DOWNLOAD);

        assertThat(records().check()).isEqualTo(new AccessChainCheck.Report(3, List.of()));
    }

    @Test
    default void whatWasRecordedBeforeThereWereOutcomesIsWholeAndSaysNone() {
        AccessToHistory old =
                AccessToHistory.attempt(AccessKind.CHECK_VIEW, AUDITOR, NOON).because("before");
        AccessLink link = AccessRow.link(old, "node-1", 1, Hash.NONE);
        assertThat(link.layout().toArray()).startsWith(1);
        records().database.store().inTransaction(Patience.SEARCH, session -> session.insert(new AccessRow(link)));
        accesses().add(VIEW);

        assertThat(records().signer().step()).isEqualTo(1);
        assertThat(records().check()).isEqualTo(new AccessChainCheck.Report(2, List.of()));
        assertThat(log().find(new AccessQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(AccessKind.CHECK_VIEW),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                50,
                                Optional.empty()))
                        .accesses())
                .extracting(KeptAccess::access)
                .containsExactly(VIEW, old);
    }

    @Test
    default void twoProcessesOfOneNameWriteOneChain() throws Exception {
        AccessRecords other = new HibernateAccessRecords(records().database.store(), "node-1", NO_ALERTS);

        AtOnce.call(Stream.of(accesses(), other)
                .map(writer -> (Callable<Boolean>) () -> {
                    for (int i = 0; i < 10; i++) {
                        writer.add(SEARCH);
                    }
                    return true;
                })
                .toList());

        assertThat(records().check()).isEqualTo(new AccessChainCheck.Report(20, List.of()));
    }

    @Test
    default void whatIsNewIsSignedOnce() {
        accesses().add(SEARCH);
        accesses().add(VIEW);
        assertThat(state()).isEqualTo(new AccessLogState.NodeState("node-1", 2, 0, Optional.empty(), true));

        assertThat(records().signer().step()).isEqualTo(1);
        assertThat(records().signer().step()).isZero();

        assertThat(state())
                .isEqualTo(new AccessLogState.NodeState("node-1", 2, 2, Optional.of(Records.SIGNED_AT), true));
        accesses().add(DOWNLOAD);
        assertThat(state().accesses()).isEqualTo(3);
        assertThat(records().signer().step()).isEqualTo(1);
        assertThat(records().check().faults()).isEmpty();
    }

    @Test
    default void anAlertIsThereWithItsAccessOrNotAtAll() {
        reviewed().add(AT_NIGHT);
        accesses().add(VIEW);

        assertThat(alerts().find(new AlertQuery(
                                Optional.empty(), Optional.of(NOON), Optional.empty(), 50, Optional.empty()))
                        .alerts())
                .extracting(alert -> alert.access().access())
                .containsExactly(AT_NIGHT);
    }

    private AccessLogState.NodeState state() {
        AccessLogState state = new HibernateAccessLogProofs(records().database.store()).state();
        assertThat(state.nodes()).hasSize(1);
        return state.nodes().get(0);
    }
}
