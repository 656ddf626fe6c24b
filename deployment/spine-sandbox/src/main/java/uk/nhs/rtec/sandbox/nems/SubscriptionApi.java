package uk.nhs.rtec.sandbox.nems;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.directory.Asid;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.fhir.Element;
import uk.nhs.rtec.sandbox.fhir.NotWellFormed;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.mesh.Mailbox;
import uk.nhs.rtec.sandbox.mesh.Mailboxes;

/** The NEMS Subscription API (FHIR STU3): create, read and delete, each behind Spine's checks. */
public final class SubscriptionApi implements Endpoint {
    private static final String SUBSCRIPTION = "/Subscription";
    private static final Pattern BY_ID = Pattern.compile(SUBSCRIPTION + "/([0-9a-f]{32})");

    private final Asids asids;
    private final Mailboxes mailboxes;
    private final Subscriptions subscriptions;
    private final LifeCycle lifeCycle;
    private final Caller caller;
    private final InstantSource clock;

    /**
     * The API over what the sandbox holds.
     *
     * @param timed whether the times in a caller's token are looked at
     */
    public SubscriptionApi(
            Asids asids,
            Mailboxes mailboxes,
            Subscriptions subscriptions,
            LifeCycle lifeCycle,
            boolean timed,
            InstantSource clock) {
        this.asids = asids;
        this.mailboxes = mailboxes;
        this.subscriptions = subscriptions;
        this.lifeCycle = lifeCycle;
        this.caller = new Caller(asids, timed);
        this.clock = clock;
    }

    /** Forgets every subscription, and what was said of event types. */
    public void reset() {
        subscriptions.reset();
        lifeCycle.reset();
    }

    @Override
    public Answer serve(Request request) {
        Optional<MediaType> answerType = MediaType.ofAnswer(request);
        MediaType type = answerType.orElse(MediaType.DEFAULT);
        try {
            caller.demandOwnCertificate(request);
            if (answerType.isEmpty()) {
                throw unsupported();
            }
            return answer(request, type);
        } catch (Refused refused) {
            return refused.issue().answer(type);
        }
    }

    /** What a broken NEMS answers in place of everything else. */
    public Answer broken(Request request, int status) {
        MediaType type = MediaType.ofAnswer(request).orElse(MediaType.DEFAULT);
        return switch (status) {
            case 400 -> Issue.of(SpineCode.BAD_REQUEST).answer(type);
            case 403 -> Issue.saidTwice(SpineCode.ACCESS_DENIED).answer(type);
            case 404 -> Issue.of(SpineCode.NO_RECORD_FOUND).answer(type);
            case 415 -> unsupported().issue().answer(type);
            case 422 -> Issue.of(SpineCode.INVALID_RESOURCE).answer(type);
            case 500 -> Issue.of(SpineCode.INTERNAL_SERVER_ERROR).answer(type);
            case 501 -> Issue.of(SpineCode.NOT_IMPLEMENTED).answer(type);
            // The rest comes from what stands in front of it.
            default -> Answer.empty(status);
        };
    }

    private static Refused unsupported() {
        return new Refused(Issue.saidTwice(SpineCode.UNSUPPORTED_MEDIA_TYPE));
    }

    private Answer answer(Request request, MediaType type) throws Refused {
        if (!request.path().equals(SUBSCRIPTION) && !request.path().startsWith(SUBSCRIPTION + "/")) {
            throw new Refused(Issue.of(SpineCode.NOT_IMPLEMENTED));
        }
        Operation operation = Operation.of(request.method())
                .orElseThrow(() -> new Refused(SpineCode.BAD_REQUEST, "Malformed request syntax."));
        Optional<MediaType> bodyType = MediaType.ofBody(request);
        if (operation == Operation.CREATE && bodyType.isEmpty()) {
            throw unsupported();
        }
        Instant now = clock.instant();
        Asid system = caller.check(request, operation, now);
        return switch (operation) {
            case CREATE -> created(request, bodyType.orElse(MediaType.DEFAULT), type, system, now);
            case READ -> type.answer(200, own(request, operation, system).resource(now));
            case DELETE -> {
                subscriptions.remove(own(request, operation, system).id());
                yield Answer.empty(200);
            }
        };
    }

    /** The subscription that the address names, if it is the caller's organisation's. */
    private Subscription own(Request request, Operation operation, Asid system) throws Refused {
        Matcher byId = BY_ID.matcher(request.path());
        if (!byId.matches()) {
            throw new Refused(SpineCode.BAD_REQUEST, Words.badAddress(operation));
        }
        String id = byId.group(1);
        Subscription found = subscriptions
                .find(uuid(id))
                .orElseThrow(() -> new Refused(SpineCode.NO_RECORD_FOUND, Words.noRecord(id)));
        if (!found.odsCode().equals(system.odsCode())) {
            throw new Refused(Issue.saidTwice(SpineCode.ACCESS_DENIED));
        }
        return found;
    }

    private static UUID uuid(String hex) {
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    private Answer created(Request request, MediaType bodyType, MediaType type, Asid system, Instant now)
            throws Refused {
        if (!request.path().equals(SUBSCRIPTION)) {
            throw new Refused(SpineCode.BAD_REQUEST, Words.badAddress(Operation.CREATE));
        }
        SubscriptionForm form = SubscriptionForm.read(parsed(request, bodyType), bodyType.format(), now);
        Criteria criteria = Criteria.read(form.criteria());
        Mailbox mailbox = mailbox(form, system);
        demandPermission(criteria.filter(), system);
        Optional<Trigger> trigger = criteria.filter().nhsNumber().flatMap(Trigger::of);
        if (trigger.isPresent()) {
            throw new Refused(trigger.get().issue());
        }
        List<Issue> departing = criteria.filter().events().stream()
                .sorted(Comparator.naturalOrder())
                .map(lifeCycle::issue)
                .flatMap(Optional::stream)
                .toList();
        for (Issue issue : departing) {
            if (issue.code() != SpineCode.DEPRECATED) {
                throw new Refused(issue);
            }
        }
        Subscription subscription = new Subscription(
                UUID.randomUUID(), system.odsCode(), mailbox.id(), form.end(), form.reason(), criteria, now);
        Optional<Subscription> same = subscriptions.add(subscription);
        if (same.isPresent()) {
            throw new Refused(
                    SpineCode.DUPLICATE_REJECTED, Words.exists(same.get().idText()));
        }
        Answer answer = departing.isEmpty() ? Answer.empty(201) : Issue.answer(201, departing, type);
        return answer.with("Location", request.url() + "/" + subscription.idText())
                .with("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)))
                .with("ETag", "W/\"" + subscription.idText().substring(0, 8) + "\"");
    }

    private static Element parsed(Request request, MediaType bodyType) throws Refused {
        try {
            return bodyType.format().read(request.body());
        } catch (NotWellFormed broken) {
            throw new Refused(SpineCode.MESSAGE_NOT_WELL_FORMED, broken.reason());
        }
    }

    /** Where the messages are to go: contact, mailbox and system are all the same organisation's. */
    private Mailbox mailbox(SubscriptionForm form, Asid system) throws Refused {
        if (!form.odsCode().equals(system.odsCode())) {
            if (!asids.hasOrganisation(form.odsCode())) {
                throw new Refused(Issue.of(SpineCode.ORGANISATION_NOT_FOUND));
            }
            throw new Refused(SpineCode.INVALID_RESOURCE, "contact.value is not the organisation of the ASID");
        }
        return mailboxes
                .find(form.mailbox())
                .filter(found -> found.odsCode().equals(form.odsCode()))
                .orElseThrow(() ->
                        new Refused(SpineCode.INVALID_RESOURCE, "channel.endpoint is no mailbox of the organisation"));
    }

    private static void demandPermission(EventFilter filter, Asid system) throws Refused {
        boolean granted = system.categoryBags().contains(filter.categoryBag())
                && filter.events().stream().map(EventType::categoryBag).allMatch(system.categoryBags()::contains);
        if (!granted) {
            throw new Refused(Issue.saidTwice(SpineCode.ACCESS_DENIED));
        }
    }
}
