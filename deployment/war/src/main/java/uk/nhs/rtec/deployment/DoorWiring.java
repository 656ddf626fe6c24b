package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ApplicationPath;
import java.util.List;
import java.util.Objects;
import uk.nhs.rtec.rest.access.Doors;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.covid.CovidApi;

/** Where tokens are asked for: at every API, whichever there are. */
@ApplicationScoped
class DoorWiring {

    @Produces
    @Singleton
    Doors doors(BeanManager beans) {
        List<String> apis = beans.getBeans(Api.class, Any.Literal.INSTANCE).stream()
                .map(api -> api.getBeanClass().getAnnotation(ApplicationPath.class))
                .filter(Objects::nonNull)
                .map(ApplicationPath::value)
                .toList();
        return path -> doorTo(path, apis);
    }

    static Doors.Door doorTo(String path, List<String> apis) {
        // Its 401 has a body in FHIR.
        if (isBelow(CovidApi.PATH, path)) {
            return Doors.Door.GUARDED_BY_API;
        }
        return apis.stream().anyMatch(api -> isBelow(api, path)) ? Doors.Door.GUARDED : Doors.Door.OPEN;
    }

    private static boolean isBelow(String api, String path) {
        return path.equals(api) || path.startsWith(api + "/");
    }
}
