package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.Optional;

/**
 * Some of the attempts that meet a query, newest first.
 *
 * @param next where the next page begins, when there is one
 */
public record AttemptPage(List<AttemptAtAnother> attempts, Optional<AttemptCursor> next) {

    public AttemptPage {
        attempts = List.copyOf(attempts);
    }
}
