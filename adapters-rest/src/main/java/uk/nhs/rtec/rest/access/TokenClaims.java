package uk.nhs.rtec.rest.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What a token says of its bearer, turned once into the domain's words (Cross Organisation Audit and Provenance, JWT claims). */
public final class TokenClaims {

    private TokenClaims() {}

    /** Who asks for a check, or nothing when a claim is missing, malformed or does not fit another. */
    public static Optional<Caller<Requester>> requester(JsonWebToken token) {
        boolean forDirectCare =
                text(token, "reason_for_request").filter("directcare"::equals).isPresent();
        boolean scoped = text(token, "requested_scope").isPresent();
        Optional<OdsCode> organisation = organisation(token);
        Optional<SdsUserId> practitioner = subject(token).filter(user -> text(token, "requesting_practitioner")
                .filter(user.value()::equals)
                .isPresent());
        Optional<Asid> system = text(token, "requesting_device").flatMap(Asid::parse);
        if (!forDirectCare || !scoped || organisation.isEmpty() || practitioner.isEmpty() || system.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Caller<>(
                new Requester(organisation.get(), practitioner.get(), system.get()),
                organisation.get().value()));
    }

    /** Who works on the register or the history, or nothing when a claim is missing, malformed or does not fit another. */
    public static Optional<Caller<Officer>> officer(JsonWebToken token) {
        Optional<OdsCode> organisation = organisation(token);
        // One who is named twice is named alike: a second person must be another one in every word of the token.
        Optional<SdsUserId> user = subject(token).filter(subject -> text(token, "requesting_practitioner")
                .filter(practitioner -> !practitioner.equals(subject.value()))
                .isEmpty());
        if (organisation.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Caller<>(
                new Officer(organisation.get(), user.get()), organisation.get().value()));
    }

    /** The activities that a token names. */
    public static Set<String> activities(JsonWebToken token) {
        Set<String> groups = token.getGroups();
        return groups == null ? Set.of() : groups;
    }

    /** The scopes of the API platform that a token names. */
    public static Set<String> scopes(JsonWebToken token) {
        return text(token, "scope").stream()
                .flatMap(scopes -> Arrays.stream(scopes.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The app that a token of the API platform was issued to, or nothing when it names none. */
    public static Optional<AppId> app(JsonWebToken token) {
        return text(token, "client_id").flatMap(AppId::parse);
    }

    private static Optional<SdsUserId> subject(JsonWebToken token) {
        return text(token, "sub").flatMap(SdsUserId::parse);
    }

    private static Optional<OdsCode> organisation(JsonWebToken token) {
        return text(token, "requesting_organization").flatMap(OdsCode::parse);
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        return token.getClaim(claim) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
