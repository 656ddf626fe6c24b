package uk.nhs.rtec.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A service that the sandbox stands in for, and that can be broken on its own. */
public enum Upstream {
    PDS("/personal-demographics"),
    OAUTH("/oauth2"),
    EPS("/mm"),
    COVID("/covid-medical-exemptions"),
    NEMS("/STU3"),
    MESH("/messageexchange");

    private final String base;

    Upstream(String base) {
        this.base = base;
    }

    public static Optional<Upstream> named(String name) {
        return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
    }

    /** The upstream that serves a path below the sandbox's own root. */
    public static Optional<Upstream> serving(String path) {
        return Arrays.stream(values())
                .filter(each -> path.equals(each.base) || path.startsWith(each.base + "/"))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String base() {
        return base;
    }
}
