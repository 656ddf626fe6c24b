package uk.nhs.rtec.spine.nems;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.nhs.rtec.domain.event.EventKind;

/**
 * What a subscription asks for, whoever it is about.
 *
 * @param events which events; one subscription of one patient names them all, and one of everybody's names one of them
 * @param mailbox the MESH mailbox to which they go
 * @param reason why, in words for reviewers and patients
 * @param tag with what the events of these subscriptions are marked in the mailbox
 */
public record Wanted(List<EventKind> events, String mailbox, String reason, Optional<String> tag) {

    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9]{1,100}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_,|-]{1,100}");

    public Wanted {
        if (events.isEmpty() || events.size() != EnumSet.copyOf(events).size()) {
            throw new IllegalArgumentException("a subscription wants events, each of them once");
        }
        events = List.copyOf(events);
        if (!MAILBOX.matcher(mailbox).matches()) {
            throw new IllegalArgumentException("a mailbox has a name of letters and digits");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a subscription says why");
        }
        if (tag.filter(text -> !TAG.matcher(text).matches()).isPresent()) {
            throw new IllegalArgumentException("a tag has up to 100 letters, digits and _ , | -");
        }
    }
}
