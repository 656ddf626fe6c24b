package uk.nhs.rtec.sandbox.nems;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;

/**
 * The criteria of a subscription, as they were sent and as they are understood (NEMS implementation guide, Subscription criteria).
 *
 * @param template what was sent, with a mark in place of the patient's NHS number: it is the same for all patients of a subscriber
 * @param tag a word of the subscriber's own, which comes back with every message
 */
record Criteria(String template, EventFilter filter, Optional<String> tag) {
    // No component can hold it.
    private static final String MARK = "\0";

    private static final String START = "/Bundle?type=message&";
    private static final String PATIENT = "Patient.identifier";
    private static final String EVENT = "MessageHeader.event";
    private static final String AGE = "Patient.age";
    private static final String RULE = "subscriptionRuleType";
    private static final String ORGANISATION = "Organization.identifier";
    /** What there may be, and how often. */
    private static final Map<String, Integer> COMPONENTS = Map.of(
            "serviceType",
            1,
            PATIENT,
            1,
            EVENT,
            EventType.values().length,
            AGE,
            2,
            "GPRegistration",
            1,
            RULE,
            1,
            ORGANISATION,
            1,
            "tag",
            1);
    // The guide has the first; NHS England's own client sends the second.
    private static final Pattern NUMBER =
            Pattern.compile("(?:http://fhir\\.nhs\\.net|https://fhir\\.nhs\\.uk)/Id/nhs-number\\|(.*)");
    private static final Set<String> SERVICE_TYPES = Set.of("GP", "CHO", "UHV", "EPCHR");
    private static final Pattern AGES = Pattern.compile("(lt|gt)([0-9]{1,3})");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,10}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_,|-]{1,100}");

    /** Throws with the refusal that the guide has for the first thing that is wrong. */
    static Criteria read(String text) throws Refused {
        Map<String, List<String>> stated = components(text);
        Set<EventType> events = new TreeSet<>();
        for (String code : all(stated, EVENT)) {
            events.add(EventType.named(code).orElseThrow(Criteria::bad));
        }
        boolean explicit = stated.containsKey(PATIENT);
        boolean generic = stated.containsKey(RULE);
        boolean oneKind = explicit
                ? !generic && !stated.containsKey(ORGANISATION) && !events.isEmpty()
                : generic && all(stated, EVENT).size() == 1;
        if (!oneKind) {
            throw bad();
        }
        List<EventFilter.Age> ages = new ArrayList<>();
        for (String age : all(stated, AGE)) {
            ages.add(age(age));
        }
        Optional<String> serviceType = one(stated, "serviceType");
        if (serviceType.isPresent() && !SERVICE_TYPES.contains(serviceType.get())) {
            throw bad();
        }
        Optional<String> tag = one(stated, "tag");
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw bad();
        }
        Optional<EventFilter.Registration> registration = registration(one(stated, "GPRegistration"));
        Optional<RuleType> rule = rule(one(stated, RULE));
        Optional<String> organisation = one(stated, ORGANISATION);
        if (organisation.isPresent() && !CODE.matcher(organisation.get()).matches()) {
            throw bad();
        }
        Optional<String> number = number(one(stated, PATIENT));
        if (rule.isPresent() && organisation.isPresent() && !rule.get().knows(organisation.get())) {
            throw new Refused(Issue.of(SpineCode.ORGANISATION_NOT_FOUND));
        }
        return new Criteria(
                number.map(each -> text.replace(each, MARK)).orElse(text),
                new EventFilter(
                        number, Set.copyOf(events), serviceType, List.copyOf(ages), registration, rule, organisation),
                tag);
    }

    /** As they were sent. */
    String text() {
        return filter.nhsNumber().map(number -> template.replace(MARK, number)).orElse(template);
    }

    Criteria sharing(UnaryOperator<String> texts) {
        return new Criteria(texts.apply(template), filter, tag);
    }

    private static Map<String, List<String>> components(String text) throws Refused {
        if (!text.startsWith(START)) {
            throw bad();
        }
        Map<String, List<String>> stated = new HashMap<>();
        for (String component : text.substring(START.length()).split("&", -1)) {
            int equals = component.indexOf('=');
            String name = equals < 0 ? component : component.substring(0, equals);
            if (equals < 0 || !COMPONENTS.containsKey(name)) {
                throw bad();
            }
            List<String> values = stated.computeIfAbsent(name, any -> new ArrayList<>());
            values.add(decoded(component.substring(equals + 1)));
            if (values.size() > COMPONENTS.getOrDefault(name, 0)) {
                throw bad();
            }
        }
        return stated;
    }

    /** All published examples are literal; what a cautious client has encoded is meant all the same. */
    private static String decoded(String value) throws Refused {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw bad();
        }
    }

    private static List<String> all(Map<String, List<String>> stated, String name) {
        return stated.getOrDefault(name, List.of());
    }

    private static Optional<String> one(Map<String, List<String>> stated, String name) {
        return all(stated, name).stream().findFirst();
    }

    private static Optional<String> number(Optional<String> identifier) throws Refused {
        if (identifier.isEmpty()) {
            return identifier;
        }
        Matcher form = NUMBER.matcher(identifier.get());
        if (!form.matches()) {
            throw bad();
        }
        if (!NhsNumbers.isValid(form.group(1))) {
            throw new Refused(SpineCode.INVALID_NHS_NUMBER, Words.notAnNhsNumber(form.group(1)));
        }
        return Optional.of(form.group(1));
    }

    private static EventFilter.Age age(String text) throws Refused {
        Matcher form = AGES.matcher(text);
        if (!form.matches()) {
            throw bad();
        }
        return new EventFilter.Age(form.group(1).equals("gt"), Integer.parseInt(form.group(2)));
    }

    private static Optional<EventFilter.Registration> registration(Optional<String> text) throws Refused {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get()) {
            case "RegisteredOnly" -> Optional.of(EventFilter.Registration.REGISTERED_ONLY);
            case "UnregisteredOnly" -> Optional.of(EventFilter.Registration.UNREGISTERED_ONLY);
            default -> throw bad();
        };
    }

    private static Optional<RuleType> rule(Optional<String> name) throws Refused {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(RuleType.named(name.get()).orElseThrow(Criteria::bad));
    }

    private static Refused bad() {
        return new Refused(SpineCode.INVALID_REQUEST_MESSAGE, Words.BAD_CRITERIA);
    }

    @Override
    public String toString() {
        return "Criteria[" + filter + "]";
    }
}
