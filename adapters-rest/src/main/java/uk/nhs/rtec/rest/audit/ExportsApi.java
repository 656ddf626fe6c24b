package uk.nhs.rtec.rest.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The part of the audit API with which checks are taken out, and a second person decides whether they may be. */
@ApplicationScoped
@ApplicationPath(ExportsApi.PATH)
public class ExportsApi extends Api {

    /** Where it is served. */
    static final String PATH = "/audit/v1/exports";

    private final @Nullable ExportsResource exports;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    public ExportsApi() {
        exports = null;
    }

    @Inject
    public ExportsApi(Exports exports, Cursors cursors, InstantSource clock) {
        this.exports = new ExportsResource(new ExportAnswers(
                exports, ExportKind.CHECKS, PATH, search -> CheckExports.faults(search, cursors), clock));
    }

    @Override
    protected Set<Object> parts() {
        if (exports == null) {
            throw new IllegalStateException("the proxy's own instance has no parts");
        }
        Problems problems = new Problems();
        return Set.of(exports, ExportsResource.access(Set.of("AUDITOR"), problems), new Faults(problems));
    }
}
