package uk.nhs.rtec.rest.covid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import uk.nhs.rtec.application.covid.AnswerCovidQuestion;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.access.WhoIsSignedIn;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Faults;

/** The COVID-19 medical exemption API: its resource, which apps may call it, and how it words its errors, its 401 too. */
@ApplicationScoped
@ApplicationPath(CovidApi.PATH)
public class CovidApi extends Api {

    /** Where it is. */
    public static final String PATH = "/covid-medical-exemptions/FHIR/R4";

    private final AnswerCovidQuestion answerCovidQuestion;
    private final EnrolledApps apps;
    private final WhoIsSignedIn whoIsSignedIn;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public CovidApi() {
        this(null, null, null);
    }

    @Inject
    public CovidApi(AnswerCovidQuestion answerCovidQuestion, EnrolledApps apps, WhoIsSignedIn whoIsSignedIn) {
        this.answerCovidQuestion = answerCovidQuestion;
        this.apps = apps;
        this.whoIsSignedIn = whoIsSignedIn;
    }

    @Override
    protected Set<Object> parts() {
        OperationOutcomes outcomes = new OperationOutcomes();
        return Set.of(
                new QuestionnaireResponseResource(answerCovidQuestion, whoIsSignedIn, outcomes),
                new AccessFeature("covid", apps::caller, TokenClaims::scopes, outcomes),
                new Faults(outcomes));
    }
}
