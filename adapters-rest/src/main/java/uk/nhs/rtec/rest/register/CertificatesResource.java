package uk.nhs.rtec.rest.register;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /register/v1/certificates}. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("certificates")
public final class CertificatesResource {

    private final ImportCertificates importCertificates;

    CertificatesResource(ImportCertificates importCertificates) {
        this.importCertificates = importCertificates;
    }

    /** Takes in a file of certificates of any length; answered when all of it is in the register. */
    @POST
    @Path("import")
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response importFile(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        BoundedBody.refuseUnlessPlainUtf8(headers);
        ImportReport report = new ImportReport();
        try {
            ImportSummary summary =
                    importCertificates.importLines(Caller.of(security, Officer.class), new RegisterFile(body), report);
            StreamingOutput answer = out -> {
                try (report) {
                    report.writeTo(out, summary);
                }
            };
            return Response.ok(answer).build();
        } catch (RegisterFile.Unreadable e) {
            report.close();
            return Problems.badRequest(List.of(new Problems.Fault("body", String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            report.close();
            throw e;
        }
    }
}
