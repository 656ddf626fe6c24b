package uk.nhs.rtec.spine.mesh;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** The names of the messages in an inbox, {@code {"messages": [...]}}, in either version of the API. */
final class MessageList {

    private static final String MEMBER = "messages";

    private MessageList() {}

    /** In the order in which they stand, which is that of their arrival; nothing when this is no list. */
    static Optional<List<String>> in(Bytes body) {
        return TolerantObject.read(body).filter(list -> list.hasList(MEMBER)).map(list -> list.texts(MEMBER));
    }
}
