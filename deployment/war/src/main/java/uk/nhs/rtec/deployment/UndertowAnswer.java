package uk.nhs.rtec.deployment;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.Map;
import java.util.function.Supplier;
import org.xnio.IoUtils;
import uk.nhs.rtec.rest.audit.AnswerOnItsWay;

/** The answer that the calling thread is sending, as the server knows it. */
final class UndertowAnswer implements AnswerOnItsWay {

    @Override
    public void endWith(Supplier<Map<String, String>> fields) {
        exchange().putAttachment(HttpAttachments.RESPONSE_TRAILER_SUPPLIER, () -> {
            HeaderMap trailers = new HeaderMap();
            fields.get().forEach((name, value) -> trailers.put(new HttpString(name), value));
            return trailers;
        });
    }

    /** Left open, the server would end the body as if it were whole. */
    @Override
    public void breakOff() {
        IoUtils.safeClose(exchange().getConnection());
    }

    private static HttpServerExchange exchange() {
        return ServletRequestContext.requireCurrent().getExchange();
    }
}
