package uk.nhs.rtec.sandbox;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import uk.nhs.rtec.sandbox.control.ControlDesk;
import uk.nhs.rtec.sandbox.covid.CovidExemptions;
import uk.nhs.rtec.sandbox.covid.ExemptionRecords;
import uk.nhs.rtec.sandbox.eps.Asids;
import uk.nhs.rtec.sandbox.eps.PrescriptionTracker;
import uk.nhs.rtec.sandbox.eps.Prescriptions;
import uk.nhs.rtec.sandbox.fault.Faults;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.oauth.AccessTokens;
import uk.nhs.rtec.sandbox.oauth.IdentityProvider;
import uk.nhs.rtec.sandbox.oauth.TokenService;
import uk.nhs.rtec.sandbox.pds.Patients;
import uk.nhs.rtec.sandbox.pds.PersonalDemographics;
import uk.nhs.rtec.sandbox.pds.RateLimits;
import uk.nhs.rtec.sandbox.people.CertificateList;
import uk.nhs.rtec.sandbox.people.Samples;
import uk.nhs.rtec.sandbox.tokens.SigningKeys;
import uk.nhs.rtec.sandbox.tokens.TokenDesk;

/** One world of people, prescriptions and faults, and every service and desk that serves it. */
public final class Sandbox {
    private final Patients patients = new Patients();
    private final Prescriptions prescriptions = new Prescriptions();
    private final Asids asids = new Asids();
    private final ExemptionRecords exemptions = new ExemptionRecords();
    private final RateLimits limits = new RateLimits();
    private final Faults faults;
    private final PersonalDemographics demographics;
    private final TokenService tokenService;
    private final InstantSource clock;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /**
     * @param keys of the desk
     * @param dice decide which calls a fault befalls, 0 (included) to 1 (excluded)
     */
    public Sandbox(Settings settings, SigningKeys keys, InstantSource clock, DoubleSupplier dice) {
        this.clock = clock;
        this.faults = new Faults(dice);
        AccessTokens tokens = new AccessTokens();
        this.demographics = new PersonalDemographics(patients, tokens, limits, settings.pdsBase(), clock);
        IdentityProvider provider = new IdentityProvider(settings.issuer(), keys::publicKey);
        this.tokenService = new TokenService(settings.clientCertificate(), provider, tokens, clock);
        endpoints.put(Upstream.PDS.base(), demographics);
        endpoints.put(Upstream.OAUTH.base(), tokenService);
        endpoints.put(Upstream.EPS.base(), new PrescriptionTracker(prescriptions, asids, clock));
        endpoints.put(Upstream.COVID.base(), new CovidExemptions(exemptions, tokens, provider, clock));
        endpoints.put("/tokens", new TokenDesk(keys, settings.issuer(), clock));
        endpoints.put("/jwks.json", request -> Answer.json(200, keys.published()));
        endpoints.put("/certificates.csv", new CertificateList(clock));
        endpoints.put(
                "/_control",
                new ControlDesk(
                        patients, prescriptions, exemptions, asids, limits, faults, tokens, tokenService, this::reset));
        reset();
    }

    /** Everything back to the start: people, prescriptions, systems, applications, limits, faults and counts. */
    private void reset() {
        patients.reset(Samples.people().stream());
        prescriptions.reset(Samples.prescriptions().stream(), clock.instant());
        exemptions.reset();
        asids.reset();
        limits.reset();
        tokenService.reset();
        faults.reset();
    }

    public Faults faults() {
        return faults;
    }

    /** Answers a request whose path is below the sandbox's own root. */
    public Answer serve(Request request) {
        return endpoints.entrySet().stream()
                .filter(each ->
                        request.path().equals(each.getKey()) || request.path().startsWith(each.getKey() + "/"))
                .findFirst()
                .map(each -> each.getValue().serve(below(request, each.getKey())))
                .orElseGet(() -> Answer.text(404, "The sandbox serves nothing here; see docs/sandbox.md\n"));
    }

    /** What an upstream answers when the whole of it answers with this status. */
    public Answer broken(Upstream upstream, Request request, int status) {
        return switch (upstream) {
            case PDS -> demographics.broken(request, status);
            case OAUTH -> tokenService.broken(status);
            case EPS, COVID, NEMS, MESH -> Answer.empty(status);
        };
    }

    private static Request below(Request request, String base) {
        return new Request(
                request.method(),
                request.path().substring(base.length()),
                request.url(),
                request.headers(),
                request.query(),
                request.body(),
                request.local());
    }
}
