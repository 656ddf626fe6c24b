package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reads the body of an answer inside the call, so that a connection that breaks half-way counts as a failed call; more than 256 KiB are
 * not kept, and a body that dribbles in is given up.
 */
@Consumes(MediaType.WILDCARD)
public final class AnswerReader implements MessageBodyReader<Answer> {

    static final int LIMIT = 256 * 1024;

    /** A read time-out bounds the wait for the next byte only, so the whole body has its own. */
    static final Duration WHOLE_BODY_WITHIN = Duration.ofMillis(500);

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Answer.class;
    }

    @Override
    public Answer readFrom(
            Class<Answer> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            kept.write(buffer, 0, count);
            if (kept.size() > LIMIT) {
                return Answer.unreadable();
            }
            if (System.nanoTime() - start > WHOLE_BODY_WITHIN.toNanos()) {
                throw new SocketTimeoutException("the body did not end in time");
            }
        }
        return new Answer(mediaType, kept.toByteArray());
    }
}
