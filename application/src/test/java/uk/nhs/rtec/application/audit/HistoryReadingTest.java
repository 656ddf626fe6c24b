package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

final class HistoryReadingTest {

    private static final Instant NOW = Instant.parse("2026-02-03T09:15:00.123456Z");
    private static final Officer AUDITOR = new Officer(new OdsCode("T1450"), new SdsUserId("504309731017"));
    private static final CheckId ID = new CheckId(new UUID(0, 1));
    private static final PrescriptionId PRESCRIPTION = new PrescriptionId("471BC8-P83027-34B75X");
    private static final CheckQuery QUERY = everyCheck().of(PRESCRIPTION).query();
    private static final CheckPage PAGE = new CheckPage(List.of(recorded()), Optional.empty(), 1, false);

    private final List<Object> done = new ArrayList<>();
    private Optional<RuntimeException> broken = Optional.empty();

    @Test
    void aSearchIsOnRecordBeforeItIsTold() {
        assertThat(reading(done::add).search(AUDITOR, "a complaint", QUERY)).isEqualTo(PAGE);

        assertThat(done)
                .containsExactly(
                        QUERY,
                        AccessToHistory.attempt(AccessKind.CHECK_SEARCH, AUDITOR, NOW)
                                .because("a complaint")
                                .by(Set.of("prescriptionId"))
                                .ended(AccessOutcome.SUCCEEDED));
    }

    @Test
    void aLookAtOneCheckIsOnRecordBeforeItIsTold() {
        assertThat(reading(done::add).view(AUDITOR, ID)).contains(recorded());

        assertThat(done)
                .containsExactly(
                        ID,
                        AccessToHistory.attempt(AccessKind.CHECK_VIEW, AUDITOR, NOW)
                                .about(AccessSubject.of(ID))
                                .ended(AccessOutcome.SUCCEEDED));
    }

    @Test
    void aLookAtACheckThatDoesNotExistIsOnRecordToo() {
        CheckId nobodys = new CheckId(new UUID(0, 2));

        assertThat(reading(done::add).view(AUDITOR, nobodys)).isEmpty();
        assertThat(done)
                .containsExactly(
                        nobodys,
                        AccessToHistory.attempt(AccessKind.CHECK_VIEW, AUDITOR, NOW)
                                .about(AccessSubject.of(nobodys))
                                .ended(AccessOutcome.NOT_FOUND));
    }

    @Test
    void aSearchThatWasGivenUpIsOnRecordAsFailed() {
        broken = Optional.of(new SearchTooBroad("too much"));

        assertThatExceptionOfType(SearchTooBroad.class)
                .isThrownBy(() -> reading(done::add).search(AUDITOR, "a complaint", QUERY));
        assertThat(done)
                .containsExactly(
                        QUERY,
                        AccessToHistory.attempt(AccessKind.CHECK_SEARCH, AUDITOR, NOW)
                                .because("a complaint")
                                .by(Set.of("prescriptionId"))
                                .ended(AccessOutcome.FAILED));
    }

    @Test
    void nobodyIsToldThatASearchWasGivenUpUnlessThatIsOnRecord() {
        broken = Optional.of(new SearchTooBroad("too much"));
        HistoryUnavailable failure = new HistoryUnavailable("no room");

        assertThatExceptionOfType(HistoryUnavailable.class)
                .isThrownBy(() -> reading(access -> {
                            throw failure;
                        })
                        .search(AUDITOR, "a complaint", QUERY))
                .isSameAs(failure)
                .satisfies(silent -> assertThat(silent).hasSuppressedException(broken.orElseThrow()));
    }

    @Test
    void nothingIsToldWhenTheAccessCannotBeRecorded() {
        HistoryUnavailable failure = new HistoryUnavailable("no room", new IllegalStateException());
        ReadHistory reading = reading(access -> {
            throw failure;
        });

        assertThatExceptionOfType(HistoryUnavailable.class)
                .isThrownBy(() -> reading.search(AUDITOR, "a complaint", QUERY))
                .isSameAs(failure);
        assertThatExceptionOfType(HistoryUnavailable.class)
                .isThrownBy(() -> reading.view(AUDITOR, ID))
                .isSameAs(failure);
    }

    @Test
    void theConditionsOfASearchAreNamedAndNeverTheirValues() {
        CheckQuery everything = new CheckQuery(
                Optional.of(PRESCRIPTION),
                Optional.of(new NhsNumber("9434765919")),
                Optional.of(new SoughtPatient(new Surname("Parker"), new DateOfBirth(LocalDate.of(2010, 1, 1)))),
                Optional.of(new Postcode("NE32JH")),
                Optional.of(new OdsCode("FML84")),
                Optional.of(new SdsUserId("504309731017")),
                Optional.of(new Asid("200000010371")),
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.of(OutcomeKind.EXEMPTION_FOUND),
                Optional.of(new OutcomeReason.Certificate()),
                Optional.of(ChargeExemption.CONFIRMED),
                Optional.of(ChargeExemption.MATERNITY),
                500,
                Optional.of(new CheckCursor(NOW, ID)));

        reading(done::add).search(AUDITOR, "a complaint", everything);

        assertThat(((AccessToHistory) done.get(1)).conditions())
                .containsExactlyInAnyOrder(
                        "prescriptionId",
                        "nhsNumber",
                        "surname",
                        "dateOfBirth",
                        "postcode",
                        "odsCode",
                        "userId",
                        "asid",
                        "from",
                        "to",
                        "outcome",
                        "outcomeReason",
                        "type",
                        "category");
        assertThat(done.get(1).toString()).doesNotContain("9434765919", "471BC8", "NE32JH", "FML84");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501, Integer.MAX_VALUE})
    void aPageHoldsOneTo500Checks(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> query(limit));
        assertThat(query(1).limit()).isEqualTo(1);
        assertThat(query(500).limit()).isEqualTo(500);
    }

    @Test
    void everyOutcomeHasAName() {
        assertThat(OutcomeKind.of(new CheckOutcome.ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of())))
                .isEqualTo(OutcomeKind.EXEMPTION_FOUND);
        assertThat(OutcomeKind.of(new CheckOutcome.NoExemptionFound())).isEqualTo(OutcomeKind.NO_EXEMPTION_FOUND);
        assertThat(OutcomeKind.of(new CheckOutcome.NotChecked(CheckOutcome.NotChecked.Reason.PATIENT_UNKNOWN)))
                .isEqualTo(OutcomeKind.NOT_CHECKED);
        assertThat(OutcomeKind.of(
                        new CheckOutcome.Undetermined(CheckOutcome.Undetermined.Source.PDS, Silence.TIMED_OUT)))
                .isEqualTo(OutcomeKind.UNDETERMINED);
        assertThat(OutcomeKind.values()).hasSameSizeAs(CheckOutcome.class.getPermittedSubclasses());
    }

    @Test
    void everyReasonHasAWordOfItsOwn() {
        assertThat(OutcomeReason.words())
                .hasSize(27)
                .contains("AGE", "CERTIFICATE", "PATIENT_DECEASED", "PDS_TIMED_OUT", "EXEMPTION_REGISTER_NOT_ASKED")
                .allSatisfy(word -> assertThat(OutcomeReason.ofWord(word))
                        .map(OutcomeReason::word)
                        .contains(word));
        assertThat(OutcomeReason.ofWord("age")).isEmpty();
        assertThat(OutcomeReason.of(
                        new CheckOutcome.ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of())))
                .contains(new OutcomeReason.Age());
        assertThat(OutcomeReason.of(new CheckOutcome.NoExemptionFound())).isEmpty();
    }

    private HistoryReading reading(AccessRecords accesses) {
        CheckHistory history = new CheckHistory() {
            @Override
            public CheckPage find(CheckQuery query) {
                done.add(query);
                broken.ifPresent(failure -> {
                    throw failure;
                });
                return PAGE;
            }

            @Override
            public Optional<KeptCheck> check(CheckId id) {
                done.add(id);
                return Optional.<KeptCheck>of(recorded())
                        .filter(check -> check.id().equals(id));
            }
        };
        return new HistoryReading(history, accesses, InstantSource.fixed(NOW.plusNanos(789)));
    }

    private static CheckQuery query(int limit) {
        return new CheckQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }

    private static RecordedCheck recorded() {
        OpenCheck open = new OpenCheck(
                ID,
                new Requester(new OdsCode("FML84"), new SdsUserId("504309731017"), new Asid("200000010371")),
                new StatedPatient(
                        new NhsNumber("9434765919"),
                        new DateOfBirth(LocalDate.of(1985, 6, 15)),
                        new Postcode("NE32JH"),
                        new Surname("Parker"),
                        Optional.empty()),
                PRESCRIPTION,
                RequestReference.none(),
                NOW);
        CheckFindings findings = new CheckFindings(
                new PatientTrace.NoAnswer(Silence.TIMED_OUT),
                new PrescriptionTrace.NotFound(),
                CertificateSearch.notNeeded());
        return new RecordedCheck(new ConcludedCheck(
                open,
                findings,
                new CheckOutcome.Undetermined(CheckOutcome.Undetermined.Source.PDS, Silence.TIMED_OUT),
                NOW));
    }
}
