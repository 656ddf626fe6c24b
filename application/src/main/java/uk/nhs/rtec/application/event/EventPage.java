package uk.nhs.rtec.application.event;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of the messages that meet a query.
 *
 * @param next before which place the next page begins, when there is one
 */
public record EventPage(List<KeptMessage> messages, OptionalLong next) {

    public EventPage {
        messages = List.copyOf(messages);
    }

    /** The page that a query gets who found these, at most one more than fit on it. */
    public static EventPage of(EventQuery query, List<KeptMessage> found) {
        boolean more = found.size() > query.limit();
        List<KeptMessage> page = more ? found.subList(0, query.limit()) : found;
        return new EventPage(
                page, more ? OptionalLong.of(page.get(page.size() - 1).place()) : OptionalLong.empty());
    }
}
