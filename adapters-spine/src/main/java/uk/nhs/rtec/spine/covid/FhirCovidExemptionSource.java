package uk.nhs.rtec.spine.covid;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidFindings;
import uk.nhs.rtec.application.covid.CovidFindings.Held;
import uk.nhs.rtec.application.covid.CovidFindings.NoAnswer;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.access.AccessToken;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.PatientTokens;
import uk.nhs.rtec.spine.access.TokenGrant;
import uk.nhs.rtec.spine.wire.Reply;
import uk.nhs.rtec.spine.wire.TolerantObject;

/**
 * The exemptions that a national service holds, over its FHIR API: application-restricted when an app asks for itself, and in the patient's
 * own name when one is signed in to it.
 */
public final class FhirCovidExemptionSource implements CovidExemptionSource {

    /** How long whoever asks will wait; a test holds the time-outs of all calls together against it. */
    static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final int UNAUTHORISED = 401;

    private final MedicalExemptionsApi api;
    private final AccessTokens applicationTokens;
    private final PatientTokens patientTokens;
    private final InstantSource clock;

    /** Exemptions over this API, with tokens of the one kind or the other. */
    public FhirCovidExemptionSource(
            MedicalExemptionsApi api,
            AccessTokens applicationTokens,
            PatientTokens patientTokens,
            InstantSource clock) {
        this.api = api;
        this.applicationTokens = applicationTokens;
        this.patientTokens = patientTokens;
        this.clock = clock;
    }

    @Override
    public CovidFindings currentOf(NhsNumber number, Asking asking, Instant moment) {
        Instant askedAt = clock.instant();
        Question question = new Question(
                number,
                asking.patient().map(SignedInPatient::token),
                UUID.randomUUID().toString());
        Reply reply = ask(question, askedAt);
        if (refusesToken(reply) && isTimeForAnother(askedAt)) {
            reply = ask(question, askedAt);
        }
        return reply.map(
                ok -> held(ok.body(), number, moment),
                other -> new NoAnswer(other.silence()),
                silent -> new NoAnswer(silent.silence()));
    }

    /**
     * One question, which keeps its id when it has to be asked again.
     *
     * @param signedIn the token of the patient in whose name it is asked; nobody's when the application asks for itself
     */
    private record Question(NhsNumber number, Optional<LoginToken> signedIn, String id) {

        private String identifier() {
            return FhirMedicalExemptions.NHS_NUMBER + "|" + number.inTheClear();
        }

        private @Nullable String userIdentity() {
            return signedIn.map(LoginToken::inTheClear).orElse(null);
        }
    }

    private Reply ask(Question question, Instant askedAt) {
        TokenGrant grant = question.signedIn()
                .map(patientTokens::exchanged)
                .orElseGet(() -> applicationTokens.current(askedAt.plus(PATIENCE)));
        return grant.map(granted -> ask(question, granted.token()), withheld -> new Reply.Silent(withheld.silence()));
    }

    private Reply ask(Question question, AccessToken token) {
        Reply reply = Reply.to(
                "COVID-19 exemptions",
                () -> api.currentOf(
                        question.identifier(),
                        FhirMedicalExemptions.QUESTIONNAIRE,
                        token.asBearer(),
                        question.id(),
                        question.id(),
                        question.userIdentity()));
        if (refusesToken(reply)) {
            applicationTokens.forget(token);
        }
        return reply;
    }

    private static boolean refusesToken(Reply reply) {
        return reply instanceof Reply.Other other && other.status() == UNAUTHORISED;
    }

    /** The second round may take as long as the first at its worst. */
    private boolean isTimeForAnother(Instant askedAt) {
        return clock.instant().isBefore(askedAt.plus(PATIENCE.dividedBy(2)));
    }

    private static CovidFindings held(TolerantObject body, NhsNumber number, Instant moment) {
        return new FhirMedicalExemptions(body, number, LocalDate.ofInstant(moment, OpenCheck.ENGLAND))
                .records()
                .<CovidFindings>map(records -> new Held(records.stream()
                        .filter(record -> record.period().covers(moment))
                        .toList()))
                .orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
    }
}
