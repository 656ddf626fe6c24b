package uk.nhs.rtec.spine.mesh;

import uk.nhs.rtec.spine.wire.BodyLimits;

/** Takes in what MESH sends: publishers of events may send 3 MB (NEMS, Publish API), and everything that is longer is no event. */
public final class MessageLimits extends BodyLimits {

    static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Found by the client by its class. */
    public MessageLimits() {
        super(MOST_BYTES);
    }
}
