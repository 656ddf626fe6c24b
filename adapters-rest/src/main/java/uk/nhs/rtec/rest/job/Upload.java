package uk.nhs.rtec.rest.job;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.job.UnreadableFile;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.WholeBody;

/** A file as it comes in, in pieces that are full but for the last; it either comes whole or fails. */
public final class Upload implements Iterator<byte[]> {

    /** About a megabyte: what one row of the store takes in well, on each of them. */
    static final int PIECE = 1_000_000;

    private final InputStream body;
    private final long longest;
    private long left;
    private byte @Nullable [] next;
    private boolean ended;

    /**
     * An upload.
     *
     * @param longest so many bytes it may have
     * @throws ClientErrorException 413 when it says that it has more
     */
    public Upload(InputStream body, HttpHeaders headers, long longest) {
        long announced = BoundedBody.announced(headers);
        this.longest = longest;
        if (announced > longest) {
            throw tooLong();
        }
        this.body = new WholeBody(body, announced);
        left = longest;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
        }
        return next != null;
    }

    @Override
    public byte[] next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        byte[] piece = next;
        next = null;
        return piece;
    }

    private byte @Nullable [] read() {
        byte[] piece;
        try {
            piece = body.readNBytes(PIECE);
        } catch (IOException e) {
            throw new UnreadableFile(1, "the file broke off on its way in; nothing of it is taken in");
        }
        left -= piece.length;
        if (left < 0) {
            throw tooLong();
        }
        ended = piece.length < PIECE;
        return piece.length == 0 ? null : piece;
    }

    private ClientErrorException tooLong() {
        return new ClientErrorException(
                "no file may have more than " + longest + " bytes", Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
