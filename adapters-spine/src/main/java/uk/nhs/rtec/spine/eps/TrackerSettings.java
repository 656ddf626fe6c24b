package uk.nhs.rtec.spine.eps;

import java.util.regex.Pattern;
import uk.nhs.rtec.domain.requester.Asid;

/**
 * How the tracker knows us.
 *
 * @param asid our own accredited system, never the pharmacy's
 * @param roleProfileId the role profile under which we ask, 12 digits
 */
public record TrackerSettings(Asid asid, String roleProfileId) {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    public TrackerSettings {
        if (!isTwelveDigits(roleProfileId)) {
            throw new IllegalArgumentException("a role profile id has 12 digits");
        }
    }

    static boolean isTwelveDigits(String text) {
        return TWELVE_DIGITS.matcher(text).matches();
    }
}
