package uk.nhs.rtec.spine.mesh;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.spine.wire.WholeAnswer;

/** Which part of a message a chunk is, and of how many; both from 1 on. */
record ChunkRange(int number, int total) {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,6}):([0-9]{1,6})");

    static Optional<ChunkRange> of(WholeAnswer chunk) {
        return chunk.header("mex-Chunk-Range")
                .map(SHAPE::matcher)
                .filter(Matcher::matches)
                .map(range -> new ChunkRange(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))));
    }
}
