package uk.nhs.rtec.rest.covid;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.covid.AnswerCovidQuestion;
import uk.nhs.rtec.application.covid.CovidAnswer;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.access.WhoIsSignedIn;
import uk.nhs.rtec.rest.api.Faults;

/** {@code /covid-medical-exemptions/FHIR/R4/QuestionnaireResponse}; whatever an app accepts, it is answered in FHIR's JSON. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("QuestionnaireResponse")
public final class QuestionnaireResponseResource {

    private static final String IDENTITY = "NHSD-User-Identity";

    private final AnswerCovidQuestion answerCovidQuestion;
    private final WhoIsSignedIn whoIsSignedIn;
    private final OperationOutcomes outcomes;

    QuestionnaireResponseResource(
            AnswerCovidQuestion answerCovidQuestion, WhoIsSignedIn whoIsSignedIn, OperationOutcomes outcomes) {
        this.answerCovidQuestion = answerCovidQuestion;
        this.whoIsSignedIn = whoIsSignedIn;
        this.outcomes = outcomes;
    }

    /** The current exemptions of one patient. */
    @GET
    @RolesAllowed({CovidScopes.APPLICATION, CovidScopes.PATIENT_P9, CovidScopes.PATIENT_P5})
    public Response current(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        EnrolledApps.Call call = Caller.of(security, EnrolledApps.Call.class);
        Optional<String> identity = Optional.ofNullable(headers.getHeaderString(IDENTITY));
        if (identity.isEmpty()) {
            return call.mode() == AccessMode.APPLICATION_RESTRICTED
                    ? answer(new Asking(call.app(), Optional.empty()), uri)
                    : unauthorised(OperationOutcomes.INVALID_ID_TOKEN);
        }
        // An app that says for whom it asks is held to it, also when it could ask for itself.
        return whoIsSignedIn
                .read(call.app().id(), identity.get())
                .map(
                        signedIn -> answer(new Asking(call.app(), Optional.of(signedIn.patient())), uri),
                        invalid -> unauthorised(OperationOutcomes.INVALID_ID_TOKEN),
                        keysSilent -> Faults.unavailable(outcomes));
    }

    private Response answer(Asking asking, UriInfo uri) {
        QuestionIntake intake = QuestionIntake.read(uri.getQueryParameters());
        if (intake instanceof QuestionIntake.Refused refused) {
            return OperationOutcomes.answer(400, refused.diagnostics()).build();
        }
        CovidAnswer answer = answerCovidQuestion.answer(asking, ((QuestionIntake.Accepted) intake).number());
        return answer.map(
                current -> Response.ok(FhirBundle.of(current.exemptions()).toString(), OperationOutcomes.FHIR)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build(),
                levelTooLow -> unauthorised(OperationOutcomes.LEVEL_TOO_LOW),
                anotherPatient -> unauthorised(OperationOutcomes.ANOTHER_PATIENT));
    }

    private static Response unauthorised(String diagnostics) {
        return OperationOutcomes.answer(401, List.of(diagnostics))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rtec\"")
                .build();
    }
}
