package uk.nhs.rtec.persistence.ledger;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.proof.Words;

/** How a check ended; the certificates that it rests on are rows of their own. */
@Embeddable
record OutcomeColumns(
        @Column(name = "outcome") String kind,
        @Column(name = "category_code") @Nullable String category,
        @Column(name = "disclosed_code") @Nullable String disclosed,
        @Column(name = "not_checked_reason") @Nullable String reason,
        @Column(name = "undetermined_source") @Nullable String source,
        @Column(name = "undetermined_silence") @Nullable String silence) {

    static OutcomeColumns of(CheckOutcome outcome) {
        String kind = OutcomeWords.OUTCOME.word(OutcomeKind.of(outcome));
        return outcome.map(
                found -> new OutcomeColumns(
                        kind,
                        Words.EXEMPTION.word(found.category()),
                        Words.EXEMPTION.word(found.disclosed()),
                        null,
                        null,
                        null),
                notFound -> new OutcomeColumns(kind, null, null, null, null, null),
                notChecked -> new OutcomeColumns(
                        kind, null, null, Words.NOT_CHECKED_REASON.word(notChecked.reason()), null, null),
                undetermined -> new OutcomeColumns(
                        kind,
                        null,
                        null,
                        null,
                        Words.SOURCE.word(undetermined.source()),
                        Words.SILENCE.word(undetermined.silence())));
    }

    CheckOutcome outcome(List<ExemptionCertificate> basis) {
        return switch (OutcomeWords.OUTCOME.value(kind)) {
            case EXEMPTION_FOUND ->
                new ExemptionFound(
                        Words.EXEMPTION.value(requireNonNull(category)),
                        Words.EXEMPTION.value(requireNonNull(disclosed)),
                        basis);
            case NO_EXEMPTION_FOUND -> new NoExemptionFound();
            case NOT_CHECKED -> new NotChecked(Words.NOT_CHECKED_REASON.value(requireNonNull(reason)));
            case UNDETERMINED ->
                new Undetermined(
                        Words.SOURCE.value(requireNonNull(source)), Words.SILENCE.value(requireNonNull(silence)));
        };
    }
}
