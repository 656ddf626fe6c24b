package uk.nhs.rtec.sandbox.nems;

import java.util.Arrays;
import java.util.Optional;

/** What can be done with subscriptions, and what a caller must hold to do it (NEMS implementation guide, Subscribe API). */
public enum Operation {
    CREATE("POST", "SubscriptionsApiPost", "patient/Subscription.write", "Create"),
    READ("GET", "SubscriptionsApiGet", "patient/Subscription.read", "Search"),
    DELETE("DELETE", "SubscriptionsApiDelete", "patient/Subscription.write", "Delete");

    private final String method;
    private final String shortName;
    private final String scope;
    private final String command;

    Operation(String method, String shortName, String scope, String command) {
        this.method = method;
        this.shortName = shortName;
        this.scope = scope;
        this.command = command;
    }

    static Optional<Operation> of(String method) {
        return Arrays.stream(values())
                .filter(each -> each.method.equals(method))
                .findFirst();
    }

    public String interactionId() {
        return "urn:nhs:names:services:clinicals-sync:" + shortName;
    }

    String scope() {
        return scope;
    }

    /** As the refusals of a malformed address name it. */
    String command() {
        return command;
    }
}
