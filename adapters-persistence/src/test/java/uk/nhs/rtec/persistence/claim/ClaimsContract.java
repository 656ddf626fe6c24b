package uk.nhs.rtec.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.application.claim.ClaimRecords;
import uk.nhs.rtec.application.claim.ClaimStore;
import uk.nhs.rtec.application.claim.ClaimStoreContract;
import uk.nhs.rtec.application.claim.ClaimSummary;
import uk.nhs.rtec.application.claim.ExportedClaim;
import uk.nhs.rtec.application.claim.JudgedClaim;
import uk.nhs.rtec.application.claim.TakeInClaimLines;
import uk.nhs.rtec.application.job.Holder;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobRunner;
import uk.nhs.rtec.application.job.JobState;
import uk.nhs.rtec.application.job.JobSubmission;
import uk.nhs.rtec.application.job.ReadLines;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.claim.ExaminedClaim;
import uk.nhs.rtec.domain.claim.GivenAnswer;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.job.HibernateImportJobs;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

/** What claims in a database owe beyond what every store does: as jobs, over several steps, and without the patient. */
interface ClaimsContract extends ClaimStoreContract {

    int LINES = 2_345;

    ClaimQuery EVERY_CLAIM = new ClaimQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ClaimQuery.LARGEST_PAGE,
            Optional.empty());

    DatabaseUnderTest database();

    LedgerUnderTest ledgerUnderTest();

    @Override
    default ClaimStore claims() {
        return new HibernateClaims(database().store(), ledgerUnderTest().keys());
    }

    @Override
    default ClaimRecords claimRecords() {
        return new HibernateClaimRecords(database().store());
    }

    @Override
    default ExportSource<ClaimQuery, ExportedClaim> exportedClaims() {
        return new HibernateExportedClaims(database().store());
    }

    @Override
    default CheckLedger ledger() {
        return ledgerUnderTest().ledger();
    }

    @Test
    default void aFileOfClaimsIsGoneOnWithWhereItWasLeftAndOnceMoreChangesNothing() {
        HibernateImportJobs jobs =
                new HibernateImportJobs(database().store(), ledgerUnderTest().keys());
        Subject<ClaimLine> subject =
                TakeInClaimLines.subject(TakeInClaimLines.CSV, MadeUpLines.of(LINES), InstantSource.fixed(NOON));
        Job submitted = submit(jobs, subject);
        AtomicInteger steps = new AtomicInteger();

        // A node that leaves after its first step, and another one that comes after it.
        runner(jobs, subject).workOff(() -> steps.getAndIncrement() < 2);
        Job left = jobs.find(submitted.id()).orElseThrow();
        assertThat(left.progress().read()).isBetween(1L, LINES - 1L);
        runner(jobs, subject).workOff(() -> true);

        Job done = jobs.find(submitted.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(done.progress().accepted()).isEqualTo(LINES);
        assertThat(summary()).containsExactly(new ClaimSummary(HERE, Map.of(Verdict.PAID, (long) LINES)));

        Job again = submit(jobs, subject);
        runner(jobs, subject).workOff(() -> true);
        assertThat(jobs.find(again.id()).orElseThrow().progress().unchanged()).isEqualTo(LINES);
        assertThat(count("claim_verdict")).isEqualTo(LINES);
    }

    @Test
    default void nothingOfThePatientIsInAClaim() {
        ledger().append(Examples.check().withId(UUID.randomUUID()).concluded());
        HibernateImportJobs jobs =
                new HibernateImportJobs(database().store(), ledgerUnderTest().keys());
        Subject<ClaimLine> subject =
                TakeInClaimLines.subject(TakeInClaimLines.CSV, MadeUpLines.of(3), InstantSource.fixed(NOON));
        submit(jobs, subject);
        runner(jobs, subject).workOff(() -> true);

        assertThat(count("claim where number_hash is not null and octet_length(number_hash) = 16"))
                .isEqualTo(3);
        assertThat(everythingInClaims()).doesNotContain(PETER_PARKER.nhsNumber().inTheClear());
    }

    @Override
    default void archive(YearMonth month) {
        addToArchives(month, "ARCHIVED", "note");
    }

    @Override
    default void restore(YearMonth month) {
        addToArchives(month, "RESTORED", null);
    }

    private void addToArchives(YearMonth month, String state, @Nullable String note) {
        try (Connection connection = database().owner().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_archive (ledger_month, turn, state, manifest_hash, note, recorded_at)"
                                + " select ?, count(*) + 1, ?, ?, ?, current_timestamp from ledger_archive")) {
            insert.setString(1, month.toString());
            insert.setString(2, state);
            insert.setBytes(3, new byte[32]);
            insert.setString(4, note);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void ofManyAnswersOnlyThoseAreReadOnWhichAVerdictCanHang() {
        for (int i = 0; i < 40; i++) {
            ExampleCheck check = Examples.check().withId(new UUID(7, i)).answeredAt(NOON.plusSeconds(i));
            ledger().append((i % 2 == 0 ? check.ending(new NoExemptionFound()) : check).concluded());
            ledger().append(Examples.check()
                    .withId(new UUID(8, i))
                    .of(Examples.prescription(7))
                    .answeredAt(NOON.minus(Duration.ofHours(i)))
                    .concluded());
        }
        ledger().append(Examples.check()
                .withId(new UUID(9, 9))
                .by(OTHER_PHARMACY)
                .of(Examples.prescription(7))
                .answeredAt(NOON)
                .concluded());
        Optional<NhsNumber> patient = Optional.of(PETER_PARKER.nhsNumber());
        claims().add(
                        List.of(
                                new StatedClaim(claim(Examples.PRESCRIPTION), patient),
                                new StatedClaim(claim(Examples.prescription(3)), patient)),
                        AUTHORSHIP);

        ExaminedClaim often =
                claims().examine(List.of(Examples.PRESCRIPTION)).get(0).examined();
        ExaminedClaim reused =
                claims().examine(List.of(Examples.prescription(3))).get(0).examined();

        assertThat(often.ofPrescription())
                .extracting(GivenAnswer::check)
                .containsExactlyInAnyOrder(
                        new CheckId(new UUID(7, 0)),
                        new CheckId(new UUID(7, 1)),
                        new CheckId(new UUID(7, 38)),
                        new CheckId(new UUID(7, 39)));
        assertThat(reused.ofPatient()).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.organisation()).isEqualTo(HERE);
            assertThat(answer.day()).isEqualTo(reused.claim().day());
        });
        assertThat(reused.verdict()).isEqualTo(Verdict.ANSWER_REUSED);
    }

    private static Claim claim(PrescriptionId prescription) {
        return new Claim(prescription, HERE, new ClaimedExemption("9180"), NOON.plusSeconds(3_600));
    }

    @Test
    default void whatOthersTakeInDuringASearchIsNotInWhatItFound() {
        takeIn(line("0001", "2026-06-01T09:00:00Z"), line("0002", "2026-06-01T09:30:00Z"));
        DataSource meanwhile = Meanwhile.before(
                "c.prescription_id in",
                database().application(),
                () -> takeIn(line("0003", "2026-06-01T09:15:00Z"), line("0004", "2026-06-01T10:00:00Z")));

        try (Store store = Store.open(meanwhile)) {
            List<JudgedClaim> found =
                    new HibernateClaimRecords(store).find(EVERY_CLAIM).claims();

            assertThat(found)
                    .extracting(claim -> claim.claim().exemption().code())
                    .containsExactly("0002");
            assertThat(found.get(0).amended())
                    .extracting(claim -> claim.claim().exemption().code())
                    .startsWith("0001")
                    .doesNotContain("0004");
        }
        assertThat(claimRecords().find(EVERY_CLAIM).claims())
                .extracting(claim -> claim.claim().exemption().code())
                .containsExactly("0004");
    }

    /** Takes lines in and judges them. */
    default void takeIn(ClaimLine... lines) {
        Stores stores = new Stores() {
            @Override
            public <S> S of(Class<S> port) {
                return port.cast(claims());
            }
        };
        new TakeInClaimLines(InstantSource.fixed(NOON))
                .takeIn(
                        REGISTER_OFFICER,
                        List.of(lines),
                        stores,
                        refusal -> Assertions.fail("refused: " + refusal.reason()));
    }

    /** A line of this claim, always for the same prescription. */
    static ClaimLine line(String exemption, String claimedAt) {
        return new ClaimLine(
                2,
                Map.of(
                        ClaimColumn.PRESCRIPTION_ID,
                        Examples.PRESCRIPTION.inTheClear(),
                        ClaimColumn.ODS_CODE,
                        HERE.value(),
                        ClaimColumn.CHARGE_EXEMPTION,
                        exemption,
                        ClaimColumn.CLAIMED_AT,
                        claimedAt));
    }

    private static Job submit(HibernateImportJobs jobs, Subject<ClaimLine> subject) {
        return new JobSubmission(jobs, List.of(subject), () -> new JobId(UUID.randomUUID()), InstantSource.fixed(NOON))
                .submit(
                        REGISTER_OFFICER,
                        TakeInClaimLines.CSV,
                        List.of(new byte[] {1}).iterator());
    }

    private static JobRunner runner(HibernateImportJobs jobs, Subject<ClaimLine> subject) {
        return new JobRunner(jobs, List.of(subject), new Holder(UUID.randomUUID()), InstantSource.fixed(NOON));
    }

    private List<ClaimSummary> summary() {
        return claimRecords().summary(NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(1)));
    }

    private int count(String rows) {
        return Integer.parseInt(text("select count(*) from " + rows));
    }

    private String everythingInClaims() {
        return text("select string_agg(concat_ws(' ', id, prescription_id, ods_code, charge_exemption,"
                + " taken_in_by_organisation, taken_in_by_user, cast(number_hash as varchar)), ' ') from claim");
    }

    private String text(String sql) {
        try (Connection connection = database().owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of claims that were paid for, whatever file they come from. */
    record MadeUpLines(Iterator<Integer> numbers) implements ReadLines.Lines<ClaimLine> {

        static ReadLines<ClaimLine> of(int lines) {
            return (pieces, length) ->
                    new MadeUpLines(IntStream.rangeClosed(1, lines).boxed().iterator());
        }

        @Override
        public boolean hasNext() {
            return numbers.hasNext();
        }

        @Override
        public ClaimLine next() {
            int number = numbers.next();
            return new ClaimLine(
                    number + 1,
                    Map.of(
                            ClaimColumn.PRESCRIPTION_ID,
                            Examples.prescription(number).inTheClear(),
                            ClaimColumn.ODS_CODE,
                            HERE.value(),
                            ClaimColumn.CHARGE_EXEMPTION,
                            "0001",
                            ClaimColumn.CLAIMED_AT,
                            "2026-06-01T10:00:00Z",
                            ClaimColumn.NHS_NUMBER,
                            PETER_PARKER.nhsNumber().inTheClear()));
        }

        @Override
        public long bytesRead() {
            return 1;
        }
    }
}
