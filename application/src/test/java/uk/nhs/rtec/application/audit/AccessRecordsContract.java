package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every store of accesses to the history owes. */
public interface AccessRecordsContract {

    Officer AUDITOR = new Officer(new OdsCode("T1450"), new SdsUserId("555021935109"));

    AccessToHistory SEARCH = new AccessToHistory(
            AccessKind.CHECK_SEARCH,
            AUDITOR,
            Optional.of("Claim disputed by FA565: \"not checked\"; O’Brien & Söhne, 50 % of \\all"),
            Set.of(
                    "prescriptionId",
                    "from",
                    "to",
                    "nhsNumber",
                    "odsCode",
                    "userId",
                    "asid",
                    "outcome",
                    "type",
                    "category"),
            Optional.empty(),
            Optional.empty(),
            NOON);

    AccessToHistory VIEW = new AccessToHistory(
            AccessKind.CHECK_VIEW,
            AUDITOR,
            Optional.empty(),
            Set.of(),
            Optional.of(new CheckId(UUID.randomUUID())),
            Optional.empty(),
            NOON.plusSeconds(1));

    AccessToHistory DOWNLOAD = new AccessToHistory(
            AccessKind.EXPORT_DOWNLOAD,
            AUDITOR,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.of(UUID.randomUUID()),
            NOON.plusSeconds(2));

    /** The records under test; empty when a test begins. */
    AccessRecords accesses();

    /** What is on record, in any order. */
    List<AccessToHistory> onRecord();

    @Test
    default void everyAccessIsKeptAsItWas() {
        accesses().add(SEARCH);
        accesses().add(VIEW);
        accesses().add(DOWNLOAD);
        assertThat(onRecord()).containsExactlyInAnyOrder(SEARCH, VIEW, DOWNLOAD);
    }

    @ParameterizedTest
    @EnumSource(AccessKind.class)
    default void everyKindIsKept(AccessKind kind) {
        AccessToHistory access = new AccessToHistory(
                kind, AUDITOR, Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), NOON);
        accesses().add(access);
        assertThat(onRecord()).containsExactly(access);
    }

    @Test
    default void theLongestReasonIsKeptWhole() {
        AccessToHistory access = new AccessToHistory(
                AccessKind.CHECK_SEARCH,
                AUDITOR,
                Optional.of("\uD83D\uDD0D".repeat(200)),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                NOON);
        accesses().add(access);
        assertThat(onRecord()).containsExactly(access);
    }

    @Test
    default void twoAccessesThatAreEqualAreTwo() {
        accesses().add(SEARCH);
        accesses().add(SEARCH);
        assertThat(onRecord()).containsExactly(SEARCH, SEARCH);
    }

    @Test
    default void manyAtOnceAreAllKept() throws Exception {
        AtOnce.call(IntStream.range(0, 32)
                .mapToObj(i -> (Callable<Boolean>) () -> {
                    accesses().add(SEARCH);
                    return true;
                })
                .toList());
        assertThat(onRecord()).hasSize(32);
    }
}
