package uk.nhs.rtec.rest.audit;

import java.util.Optional;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.domain.check.CheckId;

/** Where a page of accesses ended, in the form that a page of checks has: a moment and an id. */
final class AccessCursorText {

    private AccessCursorText() {}

    static String of(AccessCursor cursor) {
        return CursorText.of(
                new CheckCursor(cursor.at(), new CheckId(cursor.id().value())));
    }

    static Optional<AccessCursor> parse(String text) {
        return CursorText.parse(text)
                .map(cursor -> new AccessCursor(
                        cursor.askedAt(), new AccessId(cursor.id().value())));
    }
}
