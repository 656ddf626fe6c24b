package uk.nhs.rtec.rest.api;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Takes a body in, as long as it is not too long and comes as plain UTF-8. */
public final class BoundedBody {

    /** The longest body of anything but a file. */
    public static final int LIMIT = 16 * 1024;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,40}");

    private BoundedBody() {}

    /**
     * The whole body, at most {@link #LIMIT} bytes.
     *
     * @throws ClientErrorException 413 when it is longer, without reading on
     * @throws NotSupportedException 415 for a content encoding or another charset
     */
    public static byte[] of(InputStream body, HttpHeaders headers) {
        refuseUnlessPlainUtf8(headers);
        if (announced(headers) > LIMIT) {
            throw tooLong();
        }
        try {
            byte[] bytes = new WholeBody(body, announced(headers)).readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw tooLong();
            }
            return bytes;
        } catch (IOException e) {
            // The sender went away or broke the transfer coding: what came is no request.
            return new byte[0];
        }
    }

    /**
     * Lets only bodies pass that come as they are, in UTF-8.
     *
     * @throws NotSupportedException 415 for a content encoding or another charset
     */
    public static void refuseUnlessPlainUtf8(HttpHeaders headers) {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        MediaType type = headers.getMediaType();
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            throw new NotSupportedException();
        }
    }

    /** How many bytes the body has, or a negative number when that is not said; read as text, since getLength() fails beyond 2 GiB. */
    public static long announced(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null || !DIGITS.matcher(length).matches()
                ? -1
                : new BigInteger(length).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static ClientErrorException tooLong() {
        return new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
