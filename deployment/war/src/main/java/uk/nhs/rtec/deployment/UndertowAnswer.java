package uk.nhs.rtec.deployment;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.xnio.IoUtils;
import org.xnio.Options;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;

/** The answer that the calling thread is sending, as the server knows it. */
final class UndertowAnswer implements AnswerOnItsWay {

    @Override
    public void endWith(Supplier<Map<String, String>> fields) {
        HttpServerExchange exchange = exchange();
        if (exchange.getProtocol().equals(Protocols.HTTP_1_1)) {
            // In chunks also to a caller who wants the connection closed: a body that ends with it could break off
            // unseen.
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        exchange.putAttachment(HttpAttachments.RESPONSE_TRAILER_SUPPLIER, () -> {
            HeaderMap trailers = new HeaderMap();
            fields.get().forEach((name, value) -> trailers.put(new HttpString(name), value));
            return trailers;
        });
    }

    /** Left open, the server would end the body as if it were whole; with a reset, where there are no chunks that could be missed. */
    @Override
    public void breakOff() {
        ServerConnection connection = exchange().getConnection();
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException | IllegalArgumentException unsupported) {
            // Then it ends without a reset: a body in chunks or frames is cut off all the same.
        }
        IoUtils.safeClose(connection);
    }

    private static HttpServerExchange exchange() {
        return ServletRequestContext.requireCurrent().getExchange();
    }
}
