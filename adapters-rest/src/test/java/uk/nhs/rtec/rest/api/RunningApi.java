package uk.nhs.rtec.rest.api;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.jspecify.annotations.Nullable;

/** An API as the server's own JAX-RS runs it, with neither the server nor a socket around it. */
public final class RunningApi {

    private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

    public RunningApi(Api api) {
        this(api.getSingletons().toArray());
    }

    public RunningApi(Object... parts) {
        for (Object part : parts) {
            if (!part.getClass().isAnnotationPresent(Path.class)) {
                dispatcher.getProviderFactory().register(part);
            }
        }
        for (Object part : parts) {
            if (part.getClass().isAnnotationPresent(Path.class)) {
                dispatcher.getRegistry().addSingletonResource(part);
            }
        }
    }

    /** A request that is not sent yet. */
    public Call call(String method, String path) {
        try {
            return new Call(MockHttpRequest.create(method, path));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One request to this API. */
    public final class Call {

        private final MockHttpRequest request;
        private @Nullable Principal caller;

        private Call(MockHttpRequest request) {
            this.request = request;
        }

        /** Sent by whom the container has already authenticated. */
        public Call by(@Nullable Principal authenticated) {
            caller = authenticated;
            return this;
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** With that body, and the Content-Length that a client would send with it. */
        public Call body(String type, byte[] content) {
            return stream(type, new ByteArrayInputStream(content))
                    .header("Content-Length", Integer.toString(content.length));
        }

        public Call body(String type, String content) {
            return body(type, content.getBytes(StandardCharsets.UTF_8));
        }

        /** With that body in chunks, so that nobody knows how long it is. */
        public Call stream(String type, InputStream content) {
            request.header("Content-Type", type);
            request.setInputStream(content);
            return this;
        }

        public Answer send() {
            dispatcher.getDefaultContextObjects().put(SecurityContext.class, new Authenticated(caller));
            MockHttpResponse response = new MockHttpResponse();
            dispatcher.invoke(request, response);
            return new Answer(response);
        }
    }

    /** What came back. */
    public record Answer(MockHttpResponse response) {

        public int status() {
            return response.getStatus();
        }

        public String body() {
            return new String(response.getOutput(), StandardCharsets.UTF_8);
        }

        public @Nullable String header(String name) {
            Object value = response.getOutputHeaders().getFirst(name);
            return value == null ? null : value.toString();
        }
    }

    private record Authenticated(@Nullable Principal principal) implements SecurityContext {

        @Override
        @SuppressWarnings("NullAway") // The specification: null when nobody is authenticated.
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return "MP-JWT";
        }
    }
}
