package uk.nhs.rtec.rest.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.job.CancelJob;
import uk.nhs.rtec.application.job.FollowJob;
import uk.nhs.rtec.application.job.SubmitJob;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The part of the register API that takes large files. */
@ApplicationScoped
@ApplicationPath(ImportsApi.PATH)
public class ImportsApi extends Api {

    /** Where it is served. */
    public static final String PATH = "/register/v1/imports";

    private final @Nullable ImportsResource resource;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    public ImportsApi() {
        resource = null;
    }

    @Inject
    public ImportsApi(
            SubmitJob submit,
            FollowJob follow,
            CancelJob cancel,
            Terms terms,
            InstantSource clock,
            AnswerOnItsWay answer) {
        resource = new ImportsResource(
                new ImportsResource.Doings(submit, follow, cancel), terms, clock, new Problems(), answer);
    }

    @Override
    protected Set<Object> parts() {
        if (resource == null) {
            throw new IllegalStateException("the proxy's own instance has no parts");
        }
        Problems problems = new Problems();
        return Set.of(resource, new AccessFeature("register", TokenClaims::officer, problems), new Faults(problems));
    }
}
