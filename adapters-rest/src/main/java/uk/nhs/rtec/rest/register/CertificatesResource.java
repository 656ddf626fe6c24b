package uk.nhs.rtec.rest.register;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import uk.nhs.rtec.application.register.CertificateQuery;
import uk.nhs.rtec.application.register.CertificateRecord;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.application.register.ReadRegister;
import uk.nhs.rtec.application.register.RegisterCertificate;
import uk.nhs.rtec.application.register.RevokeCertificate;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.CsvFile;
import uk.nhs.rtec.rest.api.ImportReport;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /register/v1/certificates}: searches are POSTs, since no detail of a patient may stand in an address. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("certificates")
public final class CertificatesResource {

    private static final String PLACE = "/register/v1/certificates/";

    private final ImportCertificates importCertificates;
    private final RegisterCertificate registerCertificate;
    private final RevokeCertificate revokeCertificate;
    private final ReadRegister readRegister;
    private final InstantSource clock;

    CertificatesResource(
            ImportCertificates importCertificates,
            RegisterCertificate registerCertificate,
            RevokeCertificate revokeCertificate,
            ReadRegister readRegister,
            InstantSource clock) {
        this.importCertificates = importCertificates;
        this.registerCertificate = registerCertificate;
        this.revokeCertificate = revokeCertificate;
        this.readRegister = readRegister;
        this.clock = clock;
    }

    /** Registers one certificate with everyone whom it names. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response register(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        Intake<Intake.StatedCertificate> intake = Intake.certificate(BoundedBody.of(body, headers), today());
        if (intake instanceof Intake.Refused<Intake.StatedCertificate> refused) {
            return Problems.badRequest(refused.faults());
        }
        Intake.StatedCertificate stated = ((Intake.Accepted<Intake.StatedCertificate>) intake).stated();
        CertificateNumber number = stated.certificate().number();
        return switch (registerCertificate.register(officer(security), stated.certificate(), stated.people())) {
            case ADDED -> whole(Response.status(Response.Status.CREATED), number);
            case UNCHANGED -> whole(Response.ok(), number);
            case OTHER_CATEGORY -> conflict("category");
            case OTHER_FIRST_DAY -> conflict("validFrom");
            case OTHER_LAST_DAY -> conflict("validTo");
        };
    }

    /** The certificates that meet every condition in the body. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response search(InputStream body, @Context HttpHeaders headers) {
        Intake<CertificateQuery> intake = Intake.search(BoundedBody.of(body, headers), today());
        if (intake instanceof Intake.Refused<CertificateQuery> refused) {
            return Problems.badRequest(refused.faults());
        }
        CertificateQuery query = ((Intake.Accepted<CertificateQuery>) intake).stated();
        return unkept(Response.ok(), CertificateJson.page(readRegister.search(query)));
    }

    /** One certificate with its history; a slash in its number may stand for itself. */
    @GET
    @Path("{number: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response view(@PathParam("number") String number) {
        CertificateRecord record = CertificateNumber.parse(number)
                .flatMap(readRegister::certificate)
                .orElseThrow(NotFoundException::new);
        return unkept(Response.ok(), CertificateJson.whole(record));
    }

    /** Revokes one certificate. */
    @POST
    @Path("{number: .+}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response revoke(
            @PathParam("number") String text,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Intake<Revocation> intake = Intake.revocation(BoundedBody.of(body, headers));
        if (intake instanceof Intake.Refused<Revocation> refused) {
            return Problems.badRequest(refused.faults());
        }
        CertificateNumber number = CertificateNumber.parse(text).orElseThrow(NotFoundException::new);
        return switch (revokeCertificate.revoke(
                officer(security), number, ((Intake.Accepted<Revocation>) intake).stated())) {
            case REVOKED, UNCHANGED -> whole(Response.ok(), number);
            case REVOKED_OTHERWISE ->
                Problems.conflict(List.of(new Problems.Fault(
                        "body", "the certificate is revoked already, from another day or for another reason")));
            case UNKNOWN -> throw new NotFoundException();
        };
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
            ImportSummary summary = importCertificates.importLines(
                    officer(security),
                    new RegisterFile(body, BoundedBody.announced(headers)),
                    refusal -> report.refused(refusal.line(), refusal.column().header(), refusal.reason()));
            StreamingOutput answer = out -> {
                try (report) {
                    report.writeTo(out, summary.read(), summary.accepted(), summary.unchanged());
                }
            };
            return Response.ok(answer).build();
        } catch (CsvFile.Unreadable e) {
            report.close();
            return Problems.badRequest(List.of(new Problems.Fault("body", String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            report.close();
            throw e;
        }
    }

    /** The certificate as it is now, and where it can be seen. */
    private Response whole(Response.ResponseBuilder answer, CertificateNumber number) {
        CertificateRecord record = readRegister
                .certificate(number)
                .orElseThrow(() -> new IllegalStateException("a certificate that was just there is gone"));
        return unkept(
                answer.header(HttpHeaders.LOCATION, PLACE + number.value().replace("/", "%2F")),
                CertificateJson.whole(record));
    }

    /** What is told of a patient stays with who asked for it. */
    private static Response unkept(Response.ResponseBuilder answer, JsonObject json) {
        return answer.entity(json.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response conflict(String field) {
        return Problems.conflict(
                List.of(new Problems.Fault(field, "is not what the register has for this certificate")));
    }

    private static Officer officer(SecurityContext security) {
        return Caller.of(security, Officer.class);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND);
    }
}
