package uk.nhs.rtec.spine.nems;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.spine.nems.NemsCaller.Purpose;

/**
 * How NEMS is asked, and for what.
 *
 * @param area whose events are subscribed to in generic mode
 * @param mime in which form we write, and ask to be answered
 */
public record NemsSettings(NemsCaller caller, Wanted wanted, Mode mode, Area area, FhirMime mime) {

    /** Which subscriptions are made. */
    public enum Mode {
        /** One for each patient who is followed. */
        EXPLICIT,
        /** One for each event, of everybody in an area. */
        GENERIC
    }

    /** The ASID of NEMS in the integration environment (NEMS Onboarding Guide). */
    private static final String TO_ASID = "200000000306";

    private static final String EVENTS = "pds-death-notification-1,pds-change-of-address-1,pds-record-change-1";
    private static final String REASON = "Keeps the register of prescription charge exemptions up to date";

    /**
     * The settings with these names, {@code rtec.nems.…} and {@code rtec.mesh.mailbox}.
     *
     * @param named a setting by its name, empty when there is none
     * @throws IllegalArgumentException when one is wrong or missing
     */
    public static NemsSettings read(Function<String, Optional<String>> named) {
        Function<String, Optional<String>> nems = name -> named.apply("rtec.nems." + name);
        NemsCaller caller = new NemsCaller(
                new Asid(required(nems, "asid")),
                new Asid(nems.apply("to-asid").orElse(TO_ASID)),
                new OdsCode(required(nems, "organisation")),
                URI.create(required(nems, "issuer")),
                nems.apply("audience").map(URI::create).orElseGet(() -> host(URI.create(required(nems, "url")))),
                nems.apply("purpose").map(NemsSettings::purpose).orElse(Purpose.DIRECT_CARE),
                nems.apply("role-profile"),
                nems.apply("names-patient").map(NemsSettings::yes).orElse(false));
        Wanted wanted = new Wanted(
                events(nems.apply("events").orElse(EVENTS)),
                named.apply("rtec.mesh.mailbox")
                        .orElseThrow(() -> new IllegalArgumentException("rtec.mesh.mailbox is not set")),
                nems.apply("reason").orElse(REASON),
                nems.apply("tag"));
        return new NemsSettings(
                caller,
                wanted,
                nems.apply("mode").map(NemsSettings::mode).orElse(Mode.EXPLICIT),
                new Area(
                        nems.apply("rule").orElse(Area.ENGLAND.rule()),
                        nems.apply("rule-organisation").orElse(Area.ENGLAND.organisation())),
                nems.apply("mime").map(FhirMime::new).orElse(FhirMime.DEFAULT));
    }

    private static String required(Function<String, Optional<String>> nems, String name) {
        return nems.apply(name).orElseThrow(() -> new IllegalArgumentException("rtec.nems." + name + " is not set"));
    }

    /** Without the path: a token is for the whole of it (NEMS, the examples of its clients). */
    private static URI host(URI url) {
        return url.resolve("/").getRawAuthority() == null
                ? url
                : URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static List<EventKind> events(String codes) {
        return Arrays.stream(codes.split(",", -1))
                .map(String::strip)
                .map(code ->
                        EventKind.ofCode(code).orElseThrow(() -> new IllegalArgumentException("not an event: " + code)))
                .toList();
    }

    private static Mode mode(String text) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rtec.nems.mode is explicit or generic, not " + text));
    }

    private static Purpose purpose(String text) {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.claim().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("rtec.nems.purpose is directcare or secondaryuses, not " + text));
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("rtec.nems.names-patient is true or false, not " + text);
        };
    }
}
