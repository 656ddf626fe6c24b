package uk.nhs.rtec.rest.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that either comes whole or fails: never shorter than was announced, and once broken, broken for good.
 *
 * <p>The server's own stream fails once when its sender goes away, a reader of characters may swallow that when it asks how much is
 * available, and what is read after that is left over from somebody else's request.
 */
public final class WholeBody extends FilterInputStream {

    private final long announced;
    private long read;
    private boolean broken;

    /**
     * This body.
     *
     * @param announced how many bytes it must have, or a negative number when that was not said
     */
    public WholeBody(InputStream body, long announced) {
        super(body);
        this.announced = announced;
    }

    /** Nothing, as far as anybody need know. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (broken) {
            throw new IOException("the body broke off");
        }
        broken = true;
        int count = super.read(buffer, from, length);
        if (count < 0 && announced >= 0 && read != announced) {
            throw new IOException("the body ended early");
        }
        broken = false;
        read += Math.max(count, 0);
        return count;
    }
}
