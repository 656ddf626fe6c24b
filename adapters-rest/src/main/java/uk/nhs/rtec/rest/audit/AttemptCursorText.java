package uk.nhs.rtec.rest.audit;

import java.util.Optional;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.covid.AttemptCursor;
import uk.nhs.rtec.domain.check.CheckId;

/** Where a page of attempts ended, in the form that a page of checks has: a moment and an id. */
final class AttemptCursorText {

    private AttemptCursorText() {}

    static String of(AttemptCursor cursor) {
        return CursorText.of(new CheckCursor(cursor.at(), new CheckId(cursor.id())));
    }

    static Optional<AttemptCursor> parse(String text) {
        return CursorText.parse(text)
                .map(cursor -> new AttemptCursor(cursor.askedAt(), cursor.id().value()));
    }
}
