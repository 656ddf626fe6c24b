package uk.nhs.rtec.sandbox.nems;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.fhir.Element;
import uk.nhs.rtec.sandbox.fhir.Format;

/** What a create asks for, once it is seen to keep the profile (EMS-Subscription-1). */
record SubscriptionForm(String odsCode, Optional<String> end, String reason, String criteria, String mailbox) {
    static final String PROFILE = "https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1";
    static final String ORGANISATION = "https://directory.spineservices.nhs.uk/STU3/Organization/";

    /** In the order of the schema, which XML must keep. */
    private static final List<String> ELEMENTS = List.of(
            "id",
            "meta",
            "implicitRules",
            "language",
            "text",
            "contained",
            "extension",
            "modifierExtension",
            "status",
            "contact",
            "end",
            "reason",
            "criteria",
            "error",
            "channel",
            "tag");

    private static final Set<String> REPEATABLE = Set.of("contained", "extension", "modifierExtension", "contact");
    private static final Set<String> FORBIDDEN = Set.of("error", "tag");
    private static final List<String> CONTACT = List.of("system", "value", "use");
    private static final List<String> CHANNEL = List.of("type", "endpoint", "payload", "header");
    private static final Pattern ODS_CODE = Pattern.compile(Pattern.quote(ORGANISATION) + "([A-Z0-9]{3,10})");

    static SubscriptionForm read(Element resource, Format format, Instant now) throws Refused {
        if (!resource.name().equals("Subscription")) {
            throw bad(resource.name() + ": a Subscription is expected");
        }
        if (resource.has("id")) {
            throw new Refused(Issue.of(SpineCode.MSG_RESOURCE_ID_FAIL));
        }
        demandElements(resource, format);
        demandMeta(resource);
        demandValue(resource, "status", "requested");
        List<Element> contacts = resource.all("contact").toList();
        if (contacts.isEmpty()) {
            throw bad("Subscription.contact is missing");
        }
        String odsCode = "";
        for (Element contact : contacts) {
            odsCode = odsCode(contact, format);
        }
        Optional<String> end = end(resource, now);
        String reason = text(resource, "reason");
        String criteria = text(resource, "criteria");
        Element channel = resource.first("channel").orElseThrow(() -> bad("Subscription.channel is missing"));
        demandChildren(channel, CHANNEL, format);
        demandValue(channel, "type", "message");
        return new SubscriptionForm(odsCode, end, reason, criteria, text(channel, "endpoint"));
    }

    private static Refused bad(String what) {
        return new Refused(SpineCode.INVALID_RESOURCE, what);
    }

    private static void demandElements(Element resource, Format format) throws Refused {
        demandChildren(resource, ELEMENTS, format);
        for (Element each : resource.children()) {
            if (FORBIDDEN.contains(each.name())) {
                throw bad("Subscription." + each.name() + " is not allowed");
            }
            if (!REPEATABLE.contains(each.name()) && resource.all(each.name()).count() > 1) {
                throw bad("Subscription." + each.name() + " is there more than once");
            }
        }
        boolean foreign = resource.all("contained")
                .flatMap(each -> each.children().stream())
                .anyMatch(each -> !each.name().equals("Provenance"));
        if (foreign) {
            throw bad("Subscription.contained is no Provenance");
        }
    }

    private static void demandChildren(Element parent, List<String> known, Format format) throws Refused {
        int last = 0;
        for (Element each : parent.children()) {
            int place = known.indexOf(each.name());
            if (place < 0) {
                throw bad(parent.name() + "." + each.name() + " is unknown");
            }
            if (format == Format.XML && place < last) {
                throw bad(parent.name() + "." + each.name() + " is out of order");
            }
            last = place;
        }
    }

    private static void demandMeta(Element resource) throws Refused {
        for (Element meta : resource.all("meta").toList()) {
            for (String member : List.of("versionId", "lastUpdated")) {
                if (meta.has(member)) {
                    throw bad("Subscription.meta." + member + " is the server's to set");
                }
            }
            if (meta.has("profile")
                    && meta.all("profile").noneMatch(each -> each.value().equals(Optional.of(PROFILE)))) {
                throw bad("Subscription.meta.profile is not " + PROFILE);
            }
        }
    }

    private static void demandValue(Element parent, String name, String wanted) throws Refused {
        if (!text(parent, name).equals(wanted)) {
            throw bad(parent.name() + "." + name + " must be " + wanted);
        }
    }

    private static String text(Element parent, String name) throws Refused {
        return parent.text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> bad(parent.name() + "." + name + " is missing"));
    }

    private static String odsCode(Element contact, Format format) throws Refused {
        demandChildren(contact, CONTACT, format);
        demandValue(contact, "system", "url");
        demandValue(contact, "use", "work");
        Matcher form = ODS_CODE.matcher(text(contact, "value"));
        if (!form.matches()) {
            throw bad("contact.value must be " + ORGANISATION + "[ODS code]");
        }
        return form.group(1);
    }

    private static Optional<String> end(Element resource, Instant now) throws Refused {
        if (!resource.has("end")) {
            return Optional.empty();
        }
        String end = text(resource, "end");
        try {
            if (!OffsetDateTime.parse(end).toInstant().isAfter(now)) {
                throw bad("Subscription.end is in the past");
            }
        } catch (DateTimeParseException notAnInstant) {
            throw bad("Subscription.end is no instant");
        }
        return Optional.of(end);
    }

    @Override
    public String toString() {
        return "SubscriptionForm[" + odsCode + "]";
    }
}
