package uk.nhs.rtec.sandbox;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import uk.nhs.rtec.sandbox.control.ControlDesk;
import uk.nhs.rtec.sandbox.control.World;
import uk.nhs.rtec.sandbox.covid.CovidExemptions;
import uk.nhs.rtec.sandbox.covid.ExemptionRecords;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.eps.PrescriptionTracker;
import uk.nhs.rtec.sandbox.eps.Prescriptions;
import uk.nhs.rtec.sandbox.fault.Faults;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.mesh.Mailboxes;
import uk.nhs.rtec.sandbox.mesh.MessageExchange;
import uk.nhs.rtec.sandbox.nems.EventDesk;
import uk.nhs.rtec.sandbox.nems.LifeCycle;
import uk.nhs.rtec.sandbox.nems.SubscriptionApi;
import uk.nhs.rtec.sandbox.nems.Subscriptions;
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
    /** Everything lies below it, whatever lies at the root as well. */
    public static final String CONTEXT = "/spine-sandbox";

    private final Settings settings;
    private final Patients patients = new Patients();
    private final Prescriptions prescriptions = new Prescriptions();
    private final Asids asids = new Asids();
    private final ExemptionRecords exemptions = new ExemptionRecords();
    private final Mailboxes mailboxes = new Mailboxes();
    private final Subscriptions subscriptions = new Subscriptions();
    private final LifeCycle lifeCycle = new LifeCycle();
    private final RateLimits limits = new RateLimits();
    private final AccessTokens tokens = new AccessTokens();
    private final Faults faults;
    private final PersonalDemographics demographics;
    private final TokenService tokenService;
    private final SubscriptionApi subscriptionApi;
    private final MessageExchange messageExchange;
    private final InstantSource clock;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /**
     * @param keys of the desk
     * @param dice decide which calls a fault befalls, 0 (included) to 1 (excluded)
     */
    public Sandbox(Settings settings, SigningKeys keys, InstantSource clock, DoubleSupplier dice) {
        this.settings = settings;
        this.clock = clock;
        this.faults = new Faults(dice);
        this.demographics =
                new PersonalDemographics(patients, tokens, limits, settings.pdsBase(), settings.pdsOpen(), clock);
        IdentityProvider provider = new IdentityProvider(settings.issuer(), keys::publicKey);
        this.tokenService = new TokenService(settings.clientCertificate(), provider, tokens, clock);
        endpoints.put(Upstream.PDS.base(), demographics);
        endpoints.put(Upstream.OAUTH.base(), tokenService);
        endpoints.put(Upstream.EPS.base(), new PrescriptionTracker(prescriptions, asids, clock));
        endpoints.put(Upstream.COVID.base(), new CovidExemptions(exemptions, tokens, provider, clock));
        this.subscriptionApi =
                new SubscriptionApi(asids, mailboxes, subscriptions, lifeCycle, settings.nemsTokenTimes(), clock);
        this.messageExchange = new MessageExchange(mailboxes, clock);
        endpoints.put(Upstream.NEMS.base(), subscriptionApi);
        endpoints.put(Upstream.MESH.base(), messageExchange);
        endpoints.put("/tokens", new TokenDesk(keys, settings.issuer(), clock));
        endpoints.put("/jwks.json", request -> Answer.json(200, keys.published()));
        endpoints.put("/certificates.csv", new CertificateList(clock));
        World world = new World(
                patients,
                prescriptions,
                exemptions,
                asids,
                limits,
                faults,
                tokens,
                tokenService,
                mailboxes,
                subscriptions,
                lifeCycle,
                new EventDesk(patients, subscriptions, mailboxes, clock));
        endpoints.put("/_control", new ControlDesk(world, this::reset));
        reset();
    }

    /** Everything back to the start: people, prescriptions, systems, mailboxes, subscriptions, applications, limits, faults and counts. */
    private void reset() {
        patients.reset(Samples.people().stream());
        prescriptions.reset(Samples.prescriptions().stream(), clock.instant());
        exemptions.reset();
        asids.reset(SampleSystems.asids());
        mailboxes.reset(SampleSystems.mailboxes());
        messageExchange.reset();
        subscriptionApi.reset();
        limits.reset();
        tokenService.reset();
        faults.reset();
    }

    public Faults faults() {
        return faults;
    }

    /** Where a path on the host lies below the sandbox's own root; nowhere, when the sandbox does not serve it. */
    public Optional<String> below(String path) {
        if (isBelow(CONTEXT, path)) {
            return Optional.of(path.substring(CONTEXT.length()));
        }
        return settings.atRoot()
                .map(root -> endpoints.keySet().stream().anyMatch(each -> isBelow(each, path))
                        ? path
                        : root.upstream().map(Upstream::base).orElse("") + path);
    }

    /** The address, without a query, of what was called: where callers know the sandbox by another one, that one. */
    public String url(String called, String path) {
        return settings.publicUrl()
                .map(root -> root + (isBelow(CONTEXT, path) ? path.substring(CONTEXT.length()) : path))
                .orElse(called);
    }

    /** Answers a request whose path is below the sandbox's own root. */
    public Answer serve(Request request) {
        return endpoints.entrySet().stream()
                .filter(each -> isBelow(each.getKey(), request.path()))
                .filter(each -> isReachable(each.getKey(), request))
                .findFirst()
                .map(each -> each.getValue().serve(request.below(each.getKey())))
                .orElseGet(() -> Answer.text(404, "The sandbox serves nothing here; see docs/sandbox.md\n"));
    }

    /** Over mutual TLS only what is Spine's own: neither a desk nor a control path is reached that way. */
    private static boolean isReachable(String base, Request request) {
        return request.certificate().isEmpty()
                || Upstream.serving(base).filter(Upstream::isOverMutualTls).isPresent();
    }

    private static boolean isBelow(String base, String path) {
        return path.equals(base) || path.startsWith(base + "/");
    }

    /** Answers a request whose access token has just expired, if it is one of those that {@link AccessTokens#age} marked. */
    public Answer serveExpired(Request request) {
        request.headers()
                .get("Authorization")
                .filter(header -> header.startsWith("Bearer "))
                .ifPresent(header -> tokens.expire(header.substring("Bearer ".length()), clock.instant()));
        return serve(request);
    }

    /** What an upstream answers when the whole of it answers with this status. */
    public Answer broken(Upstream upstream, Request request, int status) {
        return switch (upstream) {
            case PDS -> demographics.broken(request, status);
            case OAUTH -> tokenService.broken(status);
            case NEMS -> subscriptionApi.broken(request, status);
            case MESH -> messageExchange.broken(status);
            case EPS, COVID -> Answer.empty(status);
        };
    }
}
