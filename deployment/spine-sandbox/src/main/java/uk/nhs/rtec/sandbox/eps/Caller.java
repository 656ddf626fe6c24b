package uk.nhs.rtec.sandbox.eps;

import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Request;

/** Who asks, and whether they may: the headers of a query, checked in the order of their codes. */
final class Caller {
    static final Pattern TRACE_ID = Pattern.compile("[A-Za-z0-9-]{1,30}");

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    private final Asids asids;

    Caller(Asids asids) {
        this.asids = asids;
    }

    void check(Request request, Interaction interaction) throws Refused {
        String payload = interaction == Interaction.RETRIEVE ? Envelope.RETRIEVED : Envelope.SEARCHED;
        String asid = request.headers().get("Spine-From-Asid").orElse("");
        if (!TWELVE_DIGITS.matcher(asid).matches()) {
            throw new Refused(TrackerStatus.BAD_ASID, payload);
        }
        boolean accredited = asids.find(asid)
                .filter(known -> known.isBehind(request) && known.holds(interaction.urn()))
                .isPresent();
        if (!accredited) {
            // No document says how this refusal looks on the wire; Spine's usual one has no body.
            throw new Refused(Answer.empty(403));
        }
        if (!request.query().first("version").orElse("1").equals("1")) {
            throw new Refused(TrackerStatus.BAD_VERSION, payload);
        }
        demand(request, "Eps-TraceId", TRACE_ID, false, TrackerStatus.BAD_TRACE_ID, payload);
        // The NHS 111 pair is used by people only; the basic pair has taken callers without one since 2016.
        boolean personal = interaction == Interaction.ITEM_SUMMARY || interaction == Interaction.ITEM_DETAIL;
        demand(request, "Spine-UserId", TWELVE_DIGITS, personal, TrackerStatus.BAD_USER_ID, payload);
        demand(request, "Spine-RoleProfileId", TWELVE_DIGITS, personal, TrackerStatus.BAD_ROLE_PROFILE, payload);
    }

    private static void demand(
            Request request, String header, Pattern pattern, boolean required, TrackerStatus status, String payload)
            throws Refused {
        boolean good = request.headers()
                .get(header)
                .map(value -> pattern.matcher(value).matches())
                .orElse(!required);
        if (!good) {
            throw new Refused(status, payload);
        }
    }
}
