package uk.nhs.rtec.rest.audit;

import jakarta.json.JsonObject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.DownloadExport;
import uk.nhs.rtec.application.audit.Export;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.application.audit.ExportState;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.Problems.Fault;

/** What is answered about exports, whatever is exported. */
public final class ExportAnswers {

    private static final String APPROVER = "AUDIT_APPROVER";

    private final Exports exports;
    private final ExportKind kind;
    private final String path;
    private final Function<JsonObject, List<Fault>> search;
    private final InstantSource clock;

    /**
     * Answers about exports of one kind.
     *
     * @param path where they are
     * @param search what is wrong with the search for what they are made of
     */
    public ExportAnswers(
            Exports exports,
            ExportKind kind,
            String path,
            Function<JsonObject, List<Fault>> search,
            InstantSource clock) {
        this.exports = exports;
        this.kind = kind;
        this.path = path;
        this.search = search;
        this.clock = clock;
    }

    /** A request, which may wait for a second person from now on. */
    public Response requested(byte[] body, SecurityContext security) {
        ExportIntake intake = ExportIntake.read(body, search);
        if (intake instanceof ExportIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        ExportIntake.Accepted accepted = (ExportIntake.Accepted) intake;
        Export export = exports.request().request(officer(security), kind, accepted.reason(), accepted.conditions());
        return shown(
                Response.status(Response.Status.CREATED)
                        .header(
                                HttpHeaders.LOCATION,
                                path + "/" + export.request().id()),
                ExportJson.of(export, clock.instant()).build());
    }

    /** Those that wait for a second person. */
    public Response awaiting(@Nullable String state, SecurityContext security) {
        return ExportState.AWAITING_APPROVAL.name().equals(state)
                ? shown(
                        Response.ok(),
                        ExportJson.of(exports.follow().awaitingApproval(officer(security), kind), clock.instant()))
                : Problems.badRequest(List.of(new Fault("state", "must be " + ExportState.AWAITING_APPROVAL)));
    }

    /** How one stands. */
    public Response state(String id, SecurityContext security) {
        return shown(
                Response.ok(),
                ExportJson.of(visible(id, security), clock.instant()).build());
    }

    /** A second person's decision. */
    public Response decided(String id, byte[] body, SecurityContext security) {
        DecisionIntake intake = DecisionIntake.read(body);
        if (intake instanceof DecisionIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        DecisionIntake.Accepted accepted = (DecisionIntake.Accepted) intake;
        ExportId known = ExportId.parse(id).orElseThrow(NotFoundException::new);
        return switch (exports.decide().decide(officer(security), kind, known, accepted.ruling(), accepted.note())) {
            case DECIDED -> Response.noContent().build();
            case OWN -> new Problems().error(403).build();
            case NOT_AWAITED -> new Problems().error(409).build();
            case UNKNOWN -> throw new NotFoundException();
        };
    }

    /** The file itself, to its requester. */
    public Response file(String id, SecurityContext security) {
        DownloadExport.Opening opening = ExportId.parse(id)
                .map(known -> exports.download().open(officer(security), kind, known))
                .orElseThrow(NotFoundException::new);
        return opening.map(
                this::file,
                notReady -> new Problems()
                        .error(notReady.state() == ExportState.EXPIRED ? 410 : 409)
                        .build(),
                unknown -> {
                    throw new NotFoundException();
                });
    }

    /** What went out last. */
    public Response manifest(String id, SecurityContext security) {
        Export export = visible(id, security);
        return exports.follow()
                .lastDownload(export.request().id())
                .map(download -> shown(Response.ok(), ExportJson.manifest(export, download)))
                .orElseThrow(NotFoundException::new);
    }

    private Response file(DownloadExport.Opened opened) {
        return Response.ok(
                        new ExportFile(opened, exports.answer()),
                        new MediaType("text", "csv", StandardCharsets.UTF_8.name()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + ExportFile.name(opened.export()) + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Trailer", ExportFile.ROWS + ", " + ExportFile.SHA_256)
                .build();
    }

    /** One's own, or any to those who decide; nobody learns of another's. */
    private Export visible(String id, SecurityContext security) {
        Officer officer = officer(security);
        return ExportId.parse(id)
                .flatMap(known -> security.isUserInRole(APPROVER)
                        ? exports.follow().anybodys(officer, kind, known)
                        : exports.follow().own(officer, kind, known))
                .orElseThrow(NotFoundException::new);
    }

    private static Officer officer(SecurityContext security) {
        return Caller.of(security, Officer.class);
    }

    private static Response shown(Response.ResponseBuilder answer, JsonObject body) {
        return answer.entity(body.toString())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
