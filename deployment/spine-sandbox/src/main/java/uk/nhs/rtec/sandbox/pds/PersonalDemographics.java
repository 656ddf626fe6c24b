package uk.nhs.rtec.sandbox.pds;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;
import uk.nhs.rtec.sandbox.oauth.AccessMode;
import uk.nhs.rtec.sandbox.oauth.AccessToken;
import uk.nhs.rtec.sandbox.oauth.AccessTokens;
import uk.nhs.rtec.sandbox.oauth.SpineAccess;

/** PDS FHIR R4 as it answers behind the API platform's gateway: the gateway's checks first, then Spine's own. */
public final class PersonalDemographics implements Endpoint {
    /** Below the upstream's base. */
    public static final String ROOT = "/FHIR/R4";

    private static final Pattern REQUEST_ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int MOST_FOUND = 50;
    // Healthcare workers have it in the real service; nobody has it here.
    private static final String COVERAGE = "/Coverage";
    private static final Pattern PATIENT = Pattern.compile("/Patient(?:/([^/]+))?");
    private static final Pattern WELL_IDENTIFIED = Pattern.compile("P9\\.(Cp\\.Cd|Cp\\.Ck|Cm)");

    private final Patients patients;
    private final AccessTokens tokens;
    private final PatientSearch search;
    private final RateLimits limits;
    private final Optional<String> base;
    private final boolean open;
    private final InstantSource clock;

    /**
     * @param base the address that a search puts before the patients it finds, when it is not the one called
     * @param open whether a call without an Authorization header is answered, as a member of staff's
     */
    public PersonalDemographics(
            Patients patients,
            AccessTokens tokens,
            RateLimits limits,
            Optional<String> base,
            boolean open,
            InstantSource clock) {
        this.patients = patients;
        this.tokens = tokens;
        this.limits = limits;
        this.base = base;
        this.open = open;
        this.search = new PatientSearch(patients);
        this.clock = clock;
    }

    @Override
    public Answer serve(Request request) {
        return traced(request, answer(request));
    }

    /** What a broken PDS answers in place of everything else. */
    public Answer broken(Request request, int status) {
        return traced(request, SpineOutcome.ofStatus(status).answer());
    }

    /** The trace headers come back as they were sent, also on errors, also malformed. */
    private static Answer traced(Request request, Answer answer) {
        Answer traced = answer;
        for (String header : List.of("X-Request-ID", "X-Correlation-ID")) {
            Optional<String> sent = request.headers().get(header).filter(value -> !value.isEmpty());
            if (sent.isPresent()) {
                traced = traced.with(header, sent.get());
            }
        }
        return traced;
    }

    private Answer answer(Request request) {
        Optional<String> authorization = request.headers().get("Authorization");
        Bearer bearer = open && authorization.isEmpty()
                ? new Bearer.Accepted(anybody(request))
                : Bearer.of(authorization, tokens, clock.instant());
        if (bearer instanceof Bearer.Refused refused) {
            return refused.outcome().answer();
        }
        AccessToken token = ((Bearer.Accepted) bearer).token();
        String path = request.path().startsWith(ROOT) ? request.path().substring(ROOT.length()) : request.path();
        Matcher patient = PATIENT.matcher(path);
        Optional<String> number = patient.matches() ? Optional.ofNullable(patient.group(1)) : Optional.empty();
        return gatewayRefusal(request, token, patient.matches(), path, number)
                .map(SpineOutcome::answer)
                .orElseGet(() -> spineAnswer(request, token, number));
    }

    /** A member of staff in whatever role they say. */
    private AccessToken anybody(Request request) {
        return new AccessToken(
                "anybody",
                AccessMode.HEALTHCARE_WORKER,
                Set.of("urn:nhsd:apim:user-nhs-cis2:aal3:personal-demographics-service"),
                Optional.empty(),
                Optional.empty(),
                List.of(request.headers().get("NHSD-Session-URID").orElse("")),
                SpineAccess.GRANTED,
                clock.instant().plusSeconds(1));
    }

    private Optional<SpineOutcome> gatewayRefusal(
            Request request, AccessToken token, boolean known, String path, Optional<String> number) {
        Optional<SpineOutcome> tooMany = limits.refusal(token.application(), clock.instant());
        if (tooMany.isPresent()) {
            return tooMany;
        }
        if (!token.hasScope(":personal-demographics-service") || token.hasScope(":P0:") || token.hasScope(":P5:")) {
            return Optional.of(SpineOutcome.notWithThisToken("GET", token.mode().label()));
        }
        if (path.equals(COVERAGE) && token.mode() != AccessMode.HEALTHCARE_WORKER) {
            return Optional.of(
                    SpineOutcome.notWithThisToken(request.method(), token.mode().label()));
        }
        if (!known) {
            return Optional.of(SpineOutcome.unsupportedPath(path));
        }
        Optional<String> requestId = request.headers().get("X-Request-ID");
        if (requestId.isPresent() && !REQUEST_ID.matcher(requestId.get()).matches()) {
            return requestId.map(SpineOutcome::badRequestId);
        }
        Optional<SpineOutcome> badRole =
                token.mode() == AccessMode.HEALTHCARE_WORKER ? workerRefusal(request, token) : Optional.empty();
        if (badRole.isPresent()) {
            return badRole;
        }
        if (token.spineAccess() == SpineAccess.NO_ASID) {
            return Optional.of(SpineOutcome.NO_ASID);
        }
        return switch (token.mode()) {
            case APPLICATION -> applicationRefusal(request);
            case PATIENT -> patientRefusal(request, token, number);
            case HEALTHCARE_WORKER -> Optional.empty();
        };
    }

    private static Optional<SpineOutcome> applicationRefusal(Request request) {
        if (request.is("PATCH")) {
            return Optional.of(SpineOutcome.readOnly("update"));
        }
        if (request.is("POST")) {
            return Optional.of(SpineOutcome.readOnly("create"));
        }
        return request.query()
                .first("_max-results")
                .filter(wanted -> !wanted.equals("1"))
                .map(several -> SpineOutcome.ONE_RESULT_ONLY);
    }

    /** A patient reads their own record, and nothing else. */
    private static Optional<SpineOutcome> patientRefusal(Request request, AccessToken token, Optional<String> number) {
        boolean own = number.isPresent() && number.equals(token.nhsNumber());
        boolean trusted = token.vectorOfTrust()
                .filter(vector -> WELL_IDENTIFIED.matcher(vector).matches())
                .isPresent();
        return request.is("GET") && own && trusted ? Optional.empty() : Optional.of(SpineOutcome.NOT_A_PATIENTS_ACTION);
    }

    /** The role a member of staff acts in: named when there are several, the only one otherwise. */
    private static Optional<SpineOutcome> workerRefusal(Request request, AccessToken token) {
        Optional<String> role = request.headers().get("NHSD-Session-URID");
        if (role.isEmpty()) {
            return token.roles().size() == 1 ? Optional.empty() : Optional.of(SpineOutcome.badSession(""));
        }
        return token.roles().contains(role.get()) ? Optional.empty() : role.map(SpineOutcome::badSession);
    }

    private Answer spineAnswer(Request request, AccessToken token, Optional<String> number) {
        if (request.is("OPTIONS")) {
            return SpineOutcome.unknownError(502).answer();
        }
        if (!request.is("GET")) {
            return SpineOutcome.UNSUPPORTED_SERVICE.answer();
        }
        if (request.headers().get("X-Request-ID").isEmpty()) {
            return SpineOutcome.MISSING_REQUEST_ID.answer();
        }
        if (token.spineAccess() == SpineAccess.NO_INTERACTION) {
            return SpineOutcome.NO_INTERACTION.answer();
        }
        return number.map(this::retrieved).orElseGet(() -> searched(request, token.mode()));
    }

    private Answer retrieved(String number) {
        if (!NhsNumbers.isValid(number)) {
            return SpineOutcome.INVALID_RESOURCE_ID.answer();
        }
        Optional<Holding> found = patients.find(number);
        if (found.isEmpty()) {
            return SpineOutcome.NOT_FOUND.answer();
        }
        return found.get() instanceof Holding.Live live ? live.answer() : SpineOutcome.INVALIDATED.answer();
    }

    private Answer searched(Request request, AccessMode mode) {
        int most = mode == AccessMode.APPLICATION ? 1 : MOST_FOUND;
        SearchQuery.Reading reading = SearchQuery.read(request.query(), most);
        if (reading instanceof SearchQuery.Reading.Query read) {
            String called = request.url().substring(0, request.url().length() - "/Patient".length());
            return search.answer(read.query(), base.orElse(called), clock.instant());
        }
        return ((SearchQuery.Reading.Refused) reading).outcome().answer();
    }
}
