package uk.nhs.rtec.rest.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.claim.ReadClaims;
import uk.nhs.rtec.application.job.CancelJob;
import uk.nhs.rtec.application.job.FollowJob;
import uk.nhs.rtec.application.job.SubmitJob;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.job.Terms;

/** The part of the audit API that takes claims in and shows what the checks say of them. */
@ApplicationScoped
@ApplicationPath(ClaimsApi.PATH)
public class ClaimsApi extends Api {

    /** Where it is served. */
    public static final String PATH = "/audit/v1/claims";

    private final @Nullable ClaimImportsResource imports;
    private final @Nullable ClaimsResource claims;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    public ClaimsApi() {
        imports = null;
        claims = null;
    }

    @Inject
    public ClaimsApi(
            SubmitJob submit,
            FollowJob follow,
            CancelJob cancel,
            ReadClaims read,
            Cursors cursors,
            Terms terms,
            InstantSource clock,
            AnswerOnItsWay answer) {
        imports = new ClaimImportsResource(
                new ClaimImportsResource.Doings(submit, follow, cancel),
                terms.longestFile(),
                clock,
                new Problems(),
                answer);
        claims = new ClaimsResource(read, cursors);
    }

    @Override
    protected Set<Object> parts() {
        if (imports == null || claims == null) {
            throw new IllegalStateException("the proxy's own instance has no parts");
        }
        Problems problems = new Problems();
        return Set.of(
                imports, claims, new AccessFeature("audit", TokenClaims::officer, problems), new Faults(problems));
    }
}
