package uk.nhs.rtec.rest.covid;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.covid.CovidIntake;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption.Decision;
import uk.nhs.rtec.application.covid.LookUpCovidExemption;
import uk.nhs.rtec.application.covid.ReadCovidQueue;
import uk.nhs.rtec.application.covid.TakeInCovidExemptions;
import uk.nhs.rtec.application.covid.TakeInOneCovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.CsvFile;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.ImportReport;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** {@code /register/v1/covid-exemptions}. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CovidExemptionsResource {

    private final Doings doings;
    private final Cursors.OfSearch cursors;
    private final Problems problems;

    CovidExemptionsResource(Doings doings, Cursors cursors, Problems problems) {
        this.doings = doings;
        this.cursors = cursors.of("covid-exemptions", JsonValue.EMPTY_JSON_OBJECT);
        this.problems = problems;
    }

    /** What officers can do with these records. */
    record Doings(
            TakeInCovidExemptions takeIn,
            TakeInOneCovidExemption takeInOne,
            LookUpCovidExemption lookUp,
            ReadCovidQueue queue,
            DecideOnCovidExemption decide) {}

    /** Takes one record in: 201 when it is new, 200 when it was held already, 409 when another one is held under its id. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response add(InputStream body, @Context HttpHeaders headers) {
        RecordIntake intake = RecordIntake.read(BoundedBody.of(body, headers));
        if (!intake.faults().isEmpty()) {
            return Problems.badRequest(intake.faults());
        }
        return doings.takeInOne()
                .takeIn(intake.line())
                .map(
                        added -> shown(201, HeldJson.of(added.held())),
                        unchanged -> shown(200, Json.createObjectBuilder().add("unchanged", true)),
                        otherRecord -> problems.error(409).build(),
                        refused -> Problems.badRequest(refused.refusals().stream()
                                .map(refusal -> new Fault(refusal.column().member(), refusal.reason()))
                                .toList()));
    }

    /** Takes in a file of records of any length; answered when all of it is taken in, and before any of it is verified. */
    @POST
    @Path("import")
    @Consumes("text/csv")
    @RolesAllowed("REGISTER")
    public Response importRecords(InputStream body, @Context HttpHeaders headers) {
        BoundedBody.refuseUnlessPlainUtf8(headers);
        ImportReport report = new ImportReport();
        try {
            CovidIntake intake = doings.takeIn()
                    .takeIn(
                            new CovidFile(body, BoundedBody.announced(headers)),
                            refusal -> report.refused(
                                    refusal.line(), refusal.column().header(), refusal.reason()));
            StreamingOutput answer = out -> {
                try (report) {
                    report.writeTo(out, intake.read(), intake.accepted(), intake.unchanged());
                }
            };
            return Response.ok(answer).build();
        } catch (CsvFile.Unreadable e) {
            report.close();
            return Problems.badRequest(List.of(new Fault("body", String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            report.close();
            throw e;
        }
    }

    /** A page of the records whose number could not be verified, and which wait for an officer. */
    @GET
    @Path("unverified")
    @RolesAllowed("REGISTER")
    public Response unverified(@QueryParam("after") @Nullable String after) {
        Optional<CovidRecordId> from =
                Optional.ofNullable(after).flatMap(cursors::name).flatMap(CovidRecordId::parse);
        if (after != null && from.isEmpty()) {
            return Problems.badRequest(List.of(new Fault("after", "must be what an earlier answer gave as next")));
        }
        List<HeldExemption> page = doings.queue().waiting(from);
        JsonArrayBuilder waiting = Json.createArrayBuilder();
        page.forEach(held -> waiting.add(HeldJson.of(held)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("waiting", waiting);
        if (page.isEmpty()) {
            json.addNull("next");
        } else {
            json.add(
                    "next",
                    cursors.text(page.get(page.size() - 1).captured().id().value()));
        }
        return shown(200, json);
    }

    /** One record as it was captured, and how it stands. */
    @GET
    @Path("{recordId}")
    @RolesAllowed("REGISTER")
    public Response record(@PathParam("recordId") String recordId) {
        return shown(
                200,
                HeldJson.of(CovidRecordId.parse(recordId)
                        .flatMap(id -> doings.lookUp().find(id))
                        .orElseThrow(NotFoundException::new)));
    }

    /** An officer's decision about one record; 409 when the record does not stand where it can be made. */
    @POST
    @Path("{recordId}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response decide(
            @PathParam("recordId") String recordId,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Optional<Decision> decision =
                StrictJson.objectIn(BoundedBody.of(body, headers)).flatMap(CovidExemptionsResource::decision);
        if (decision.isEmpty()) {
            return Problems.badRequest(
                    List.of(new Fault("decision", "must be one of " + Arrays.toString(Decision.values()))));
        }
        CovidRecordId id = CovidRecordId.parse(recordId).orElseThrow(NotFoundException::new);
        return switch (doings.decide().decide(Caller.of(security, Officer.class), id, decision.get())) {
            case DECIDED -> Response.noContent().build();
            case UNKNOWN -> problems.error(404).build();
            case NOT_OPEN -> problems.error(409).build();
        };
    }

    private static Optional<Decision> decision(JsonObject body) {
        return body.size() == 1 && body.get("decision") instanceof JsonString word
                ? Arrays.stream(Decision.values())
                        .filter(decision -> decision.name().equals(word.getString()))
                        .findFirst()
                : Optional.empty();
    }

    /** What is told of a patient stays with who asked for it. */
    private static Response shown(int status, JsonObjectBuilder json) {
        return Response.status(status)
                .entity(json.build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
