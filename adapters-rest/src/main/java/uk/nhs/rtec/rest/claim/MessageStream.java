package uk.nhs.rtec.rest.claim;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntSupplier;
import uk.nhs.rtec.application.job.UnreadableFile;

/** A file of messages, none of which may be so long that it would fill the memory. */
final class MessageStream extends InputStream {

    /** Many times what a claim for the most items has; what a parser reads ahead counts too. */
    static final int LONGEST_MESSAGE = 1_000_000;

    private final InputStream file;
    private final IntSupplier message;
    private int left = LONGEST_MESSAGE;

    /**
     * A stream.
     *
     * @param message the place of the message that is being read
     */
    MessageStream(InputStream file, IntSupplier message) {
        this.file = file;
        this.message = message;
    }

    /** A message was read to its end. */
    void nextMessage() {
        left = LONGEST_MESSAGE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, buffer.length);
        if (left <= 0) {
            throw new UnreadableFile(message.getAsInt(), "no message may have more than " + LONGEST_MESSAGE + " bytes");
        }
        int count = file.read(buffer, from, Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
