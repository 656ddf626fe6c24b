package uk.nhs.rtec.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A service that the sandbox stands in for, and that can be broken on its own. */
public enum Upstream {
    PDS("/personal-demographics", false),
    OAUTH("/oauth2", false),
    EPS("/mm", true),
    COVID("/covid-medical-exemptions", false),
    NEMS("/STU3", true),
    MESH("/messageexchange", true);

    private final String base;
    private final boolean overMutualTls;

    Upstream(String base, boolean overMutualTls) {
        this.base = base;
        this.overMutualTls = overMutualTls;
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

    /** Whether it is Spine's own and knows its callers by their certificates; the others stand behind the API platform. */
    public boolean isOverMutualTls() {
        return overMutualTls;
    }
}
