package uk.nhs.rtec.rest.api;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/** One API: the resources and providers that it is made of, each built by hand with what it needs. */
public abstract class Api extends Application {

    /** The resources and providers of this API. */
    protected abstract Set<Object> parts();

    /** None: a class that RESTEasy finds by itself must have a constructor without parameters. */
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of();
    }

    @Override
    @SuppressWarnings(
            "deprecation") // The specification has no other way yet to hand over a resource that is already built.
    public Set<Object> getSingletons() {
        return parts();
    }
}
