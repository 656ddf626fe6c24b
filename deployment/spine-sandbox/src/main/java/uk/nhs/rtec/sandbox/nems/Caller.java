package uk.nhs.rtec.sandbox.nems;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.directory.Asid;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.http.Request;

/** Who asks, and whether they may: certificate, headers and token in the order in which Spine looks at them. */
final class Caller {
    /** NEMS itself, as the integration environment has it (NEMS Onboarding Guide). */
    static final String NEMS = "200000000306";

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    private final Asids asids;
    private final boolean timed;

    Caller(Asids asids, boolean timed) {
        this.asids = asids;
        this.timed = timed;
    }

    /** Over mutual TLS, that the system is the one whose certificate was shown; whether it is known at all its token tells. */
    void demandOwnCertificate(Request request) throws Refused {
        Optional<Asid> system = request.headers().get("fromASID").flatMap(asids::find);
        if (system.isPresent() && !system.get().isBehind(request)) {
            throw new Refused(Issue.saidTwice(SpineCode.ACCESS_DENIED).as("security"));
        }
    }

    Asid check(Request request, Operation operation, Instant now) throws Refused {
        String fromAsid = request.headers().get("fromASID").orElse("");
        demand(TWELVE_DIGITS.matcher(fromAsid).matches(), "fromASID");
        demand(request.headers().get("toASID").orElse("").equals(NEMS), "toASID");
        Asid system =
                SpineToken.read(request.headers().get("Authorization")).check(fromAsid, operation, asids, timed, now);
        demand(request.headers().get("InteractionID").orElse("").equals(operation.interactionId()), "InteractionID");
        if (!system.holds(operation.interactionId())) {
            throw new Refused(Issue.saidTwice(SpineCode.ASID_CHECK_FAILED));
        }
        return system;
    }

    private static void demand(boolean good, String header) throws Refused {
        if (!good) {
            throw new Refused(
                    Issue.of(SpineCode.MISSING_OR_INVALID_HEADER).as("invalid").saying(Words.missingHeader(header)));
        }
    }
}
