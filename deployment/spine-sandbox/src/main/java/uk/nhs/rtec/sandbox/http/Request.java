package uk.nhs.rtec.sandbox.http;

/**
 * One HTTP request as an upstream sees it, read whole.
 *
 * @param path decoded, below the upstream's own base
 * @param url as called, without the query
 * @param local whether it came over the loopback interface
 */
public record Request(
        String method, String path, String url, Headers headers, Parameters query, String body, boolean local) {

    public boolean is(String wanted) {
        return method.equals(wanted);
    }
}
