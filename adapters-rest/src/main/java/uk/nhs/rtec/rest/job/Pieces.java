package uk.nhs.rtec.rest.job;

import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;

/** A stored file as a stream that knows how much of it was read. */
final class Pieces extends InputStream {

    private final Iterator<byte[]> pieces;
    private byte[] piece = {};
    private int at;
    private long read;

    Pieces(Iterator<byte[]> pieces) {
        this.pieces = pieces;
    }

    long bytesRead() {
        return read;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        Objects.checkFromIndexSize(from, length, buffer.length);
        while (at == piece.length) {
            if (!pieces.hasNext()) {
                return -1;
            }
            piece = pieces.next();
            at = 0;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, from, count);
        at += count;
        read += count;
        return count;
    }
}
