package uk.nhs.rtec.sandbox.nems;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import uk.nhs.rtec.sandbox.fhir.Element;

/**
 * That an organisation wants to be told of certain events.
 *
 * @param odsCode the organisation
 * @param end as it was sent
 * @param mailbox where the messages go
 */
record Subscription(
        UUID id,
        String odsCode,
        String mailbox,
        Optional<String> end,
        String reason,
        Criteria criteria,
        Instant created) {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What two subscriptions must not have in common: a tag, a reason and an end make no difference. */
    record Sameness(EventFilter filter, String mailbox) {}

    Sameness sameness() {
        return new Sameness(criteria.filter(), mailbox);
    }

    /** The same, with texts that others have as well. */
    Subscription sharing(UnaryOperator<String> texts) {
        return new Subscription(
                id, odsCode, mailbox, end.map(texts), texts.apply(reason), criteria.sharing(texts), created);
    }

    /** As it appears in addresses: 32 hexadecimal digits. */
    String idText() {
        return id.toString().replace("-", "");
    }

    boolean hasEnded(Instant now) {
        return end.map(text -> !OffsetDateTime.parse(text).toInstant().isAfter(now))
                .orElse(false);
    }

    boolean matches(Occurrence occurrence, Instant now) {
        return !hasEnded(now) && criteria.filter().matches(occurrence, odsCode);
    }

    /** What {@code Mex-PartnerID} says of it, if it has a tag. */
    Optional<String> partnerId() {
        return criteria.tag().map(tag -> idText() + "|" + tag);
    }

    Element resource(Instant now) {
        Element beginning = Element.of(
                "Subscription",
                Element.of("id", idText()),
                Element.of(
                        "meta",
                        Element.of("lastUpdated", INSTANT.format(created.truncatedTo(ChronoUnit.SECONDS))),
                        Element.of("profile", SubscriptionForm.PROFILE)),
                Element.of("status", hasEnded(now) ? "off" : "active"),
                Element.of(
                        "contact",
                        Element.of("system", "url"),
                        Element.of("value", SubscriptionForm.ORGANISATION + odsCode),
                        Element.of("use", "work")));
        return end.map(text -> beginning.with(Element.of("end", text)))
                .orElse(beginning)
                .with(
                        Element.of("reason", reason),
                        Element.of("criteria", criteria.text()),
                        Element.of("channel", Element.of("type", "message"), Element.of("endpoint", mailbox)));
    }

    @Override
    public String toString() {
        return "Subscription[" + idText() + "]";
    }
}
