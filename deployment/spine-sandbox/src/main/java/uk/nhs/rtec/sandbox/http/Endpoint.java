package uk.nhs.rtec.sandbox.http;

/** A service, or a desk, that answers requests. */
@FunctionalInterface
public interface Endpoint {
    Answer serve(Request request);
}
