package uk.nhs.rtec.spine.pds;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.wire.Reply;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** The national demographics over the PDS FHIR API, application-restricted. */
public final class PdsPatientDemographics implements PatientDemographics {

    private static final int UNAUTHORISED = 401;

    private final PdsApi pds;
    private final AccessTokens tokens;
    private final PdsSettings settings;
    private final InstantSource clock;

    /** Demographics over this API, with these tokens. */
    public PdsPatientDemographics(PdsApi pds, AccessTokens tokens, PdsSettings settings, InstantSource clock) {
        this.pds = pds;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public PatientTrace trace(NhsNumber number) {
        Instant askedAt = clock.instant();
        String requestId = UUID.randomUUID().toString();
        Reply reply = ask(number, requestId, askedAt);
        if (refusesToken(reply) && isTimeForAnother(askedAt)) {
            reply = ask(number, requestId, askedAt);
        }
        return reply.map(
                ok -> traced(ok.body(), LocalDate.ofInstant(askedAt, OpenCheck.ENGLAND)),
                PdsPatientDemographics::refused,
                silent -> new NoAnswer(silent.silence()));
    }

    private Reply ask(NhsNumber number, String requestId, Instant askedAt) {
        return tokens.current(askedAt.plus(settings.patience()))
                .map(
                        granted -> {
                            Reply reply = Reply.to(
                                    "PDS",
                                    () -> pds.patient(
                                            number.inTheClear(), granted.token().asBearer(), requestId));
                            if (refusesToken(reply)) {
                                tokens.forget(granted.token());
                            }
                            return reply;
                        },
                        withheld -> new Reply.Silent(withheld.silence()));
    }

    private static boolean refusesToken(Reply reply) {
        return reply instanceof Reply.Other other && other.status() == UNAUTHORISED;
    }

    /** The second round may take as long as the first at its worst. */
    private boolean isTimeForAnother(Instant askedAt) {
        return clock.instant().isBefore(askedAt.plus(settings.patience().dividedBy(2)));
    }

    private static PatientTrace traced(TolerantObject body, LocalDate today) {
        return new FhirPatient(body, today)
                .record()
                .<PatientTrace>map(PatientTrace.Traced::new)
                .orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
    }

    private static PatientTrace refused(Reply.Other other) {
        Optional<FhirOutcome> outcome = other.body().flatMap(FhirOutcome::read);
        return switch (other.status()) {
            case 400 ->
                outcome.filter(o -> o.says("INVALID_RESOURCE_ID"))
                        .<PatientTrace>map(o -> new Untraced(Untraced.Reason.UNKNOWN))
                        .orElseGet(() -> new NoAnswer(other.silence()));
            case 404 ->
                outcome.flatMap(PdsPatientDemographics::untraced).orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
            default -> new NoAnswer(other.silence());
        };
    }

    private static Optional<PatientTrace> untraced(FhirOutcome outcome) {
        if (outcome.says("INVALIDATED_RESOURCE")) {
            return Optional.of(new Untraced(Untraced.Reason.INVALIDATED));
        }
        return outcome.says("RESOURCE_NOT_FOUND")
                ? Optional.of(new Untraced(Untraced.Reason.UNKNOWN))
                : Optional.empty();
    }
}
