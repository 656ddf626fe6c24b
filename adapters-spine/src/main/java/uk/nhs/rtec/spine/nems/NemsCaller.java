package uk.nhs.rtec.spine.nems;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * Who we are when we ask NEMS for something.
 *
 * @param asid our own accredited system
 * @param toAsid NEMS's
 * @param organisation whose system that is, and whose the mailbox is to which events go
 * @param issuer names our system as the maker of its tokens
 * @param audience where the tokens go, without a path
 * @param purpose why we ask
 * @param roleProfileId under which role profile of a person we ask, 12 digits; nobody's when the system asks by itself
 * @param namesPatient whether a token says for whom a subscription is
 */
public record NemsCaller(
        Asid asid,
        Asid toAsid,
        OdsCode organisation,
        URI issuer,
        URI audience,
        Purpose purpose,
        Optional<String> roleProfileId,
        boolean namesPatient) {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    public NemsCaller {
        if (!issuer.isAbsolute() || !audience.isAbsolute()) {
            throw new IllegalArgumentException("the issuer and the audience of a token are absolute URIs");
        }
        if (roleProfileId.filter(id -> !TWELVE_DIGITS.matcher(id).matches()).isPresent()) {
            throw new IllegalArgumentException("a role profile id has 12 digits");
        }
    }

    /** Why a request is made (Spine Core, JWT, reason_for_request); patients themselves never ask here. */
    public enum Purpose {
        DIRECT_CARE("directcare"),
        SECONDARY_USES("secondaryuses");

        private final String claim;

        Purpose(String claim) {
            this.claim = claim;
        }

        String claim() {
            return claim;
        }
    }
}
