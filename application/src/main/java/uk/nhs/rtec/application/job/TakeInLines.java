package uk.nhs.rtec.application.job;

import java.util.List;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Takes in what files of one kind are full of.
 *
 * @param <L> what they are full of
 */
@FunctionalInterface
public interface TakeInLines<L> {

    /**
     * Stores the good ones among these lines and reports the others.
     *
     * @param refusals told of each refusal, in no promised order
     */
    LinesTaken takeIn(Officer officer, List<L> lines, Stores stores, Consumer<JobRefusal> refusals);
}
