package uk.nhs.rtec.rest.covid;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.CallingApp;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.access.TokenClaims;

/** The apps that may call, by their ids. */
public final class EnrolledApps {

    private final Map<AppId, CallingApp> apps;

    public EnrolledApps(List<CallingApp> apps) {
        this.apps = apps.stream().collect(Collectors.toUnmodifiableMap(CallingApp::id, Function.identity()));
    }

    /** Which app calls and in which mode, or nothing when it is not enrolled for that mode or the token is not for this API. */
    Optional<Caller<Call>> caller(JsonWebToken token) {
        AccessMode mode = CovidScopes.mode(TokenClaims.scopes(token));
        return TokenClaims.app(token)
                .flatMap(id -> Optional.ofNullable(apps.get(id)))
                .filter(app -> CovidScopes.letIn(TokenClaims.scopes(token))
                        && app.accessModes().contains(mode))
                .map(app -> new Caller<>(new Call(app, mode), app.id().value()));
    }

    /** An enrolled app calls. */
    record Call(CallingApp app, AccessMode mode) {}
}
