package uk.nhs.rtec.application.claim;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.LineReading;
import uk.nhs.rtec.domain.IsoDay;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

/** Reads one claim: every column before it complains, and then about every column. */
final class ClaimReading {

    private static final Pattern MOMENT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}" + "(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    /** Before the electronic prescriptions of today (EPS Release 2) there was nothing to claim for. */
    private static final LocalDate EARLIEST = LocalDate.of(2009, 1, 1);

    private final LineReading<ClaimColumn, JobRefusal> line;
    private final List<JobRefusal> faults;

    ClaimReading(ClaimLine line) {
        this.line = new LineReading<>(
                line.texts(), (column, reason) -> new JobRefusal(line.number(), column.header(), reason));
        faults = line.faults();
    }

    /**
     * The claim that the line states, or nothing: then {@link #refusals()} says why.
     *
     * @param archived months of the ledger whose checks are not there
     */
    Optional<StatedClaim> claim(Instant now, Set<YearMonth> archived) {
        Optional<PrescriptionId> prescription = line.required(
                ClaimColumn.PRESCRIPTION_ID, PrescriptionId::parse, "is not an EPS Release 2 prescription ID");
        Optional<OdsCode> organisation =
                line.required(ClaimColumn.ODS_CODE, OdsCode::parse, "is not the ODS code of an organisation");
        Optional<ClaimedExemption> exemption = line.required(
                ClaimColumn.CHARGE_EXEMPTION, ClaimedExemption::parse, "is not 0000 to 0020 or four digits from 9000");
        Optional<Instant> claimedAt = line.required(
                ClaimColumn.CLAIMED_AT,
                ClaimReading::moment,
                "is not a date yyyy-mm-dd or a time yyyy-mm-ddThh:mm:ss with its offset, from 2009-01-01 on");
        claimedAt
                .filter(now::isBefore)
                .ifPresent(ahead -> line.refuse(
                        ClaimColumn.CLAIMED_AT,
                        "is not over yet: a claim of today must state the time, and no time may lie ahead"));
        claimedAt
                .filter(at ->
                        !Collections.disjoint(EnglishDay.months(LocalDate.ofInstant(at, OpenCheck.ENGLAND)), archived))
                .ifPresent(gone -> line.refuse(
                        ClaimColumn.CLAIMED_AT,
                        "is of a month whose checks are archived: nothing can be said of it until they are restored"));
        Optional<NhsNumber> patient = line.optional(ClaimColumn.NHS_NUMBER, NhsNumber::parse, "is not an NHS number");
        if (!refusals().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StatedClaim(
                new Claim(
                        prescription.orElseThrow(),
                        organisation.orElseThrow(),
                        exemption.orElseThrow(),
                        claimedAt.orElseThrow()),
                patient));
    }

    List<JobRefusal> refusals() {
        return Stream.concat(faults.stream(), line.refusals().stream()).toList();
    }

    /**
     * A claim of a day counts as made in its last second: no check of that day is held against it for coming late. While the day goes on
     * nobody can judge it, since what its patient was told elsewhere later that day bears on it too.
     */
    private static Optional<Instant> moment(String text) {
        return IsoDay.parse(text)
                .map(EnglishDay::lastSecond)
                .or(() -> parsed(text))
                .filter(at -> !LocalDate.ofInstant(at, OpenCheck.ENGLAND).isBefore(EARLIEST));
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(text).filter(MOMENT.asMatchPredicate()).map(moment -> OffsetDateTime.parse(moment)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
