package uk.nhs.rtec.deployment;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Hands at most so many tasks at a time to another executor, and refuses the rest.
 *
 * <p>The server's own executor can be told to refuse too, but then throws a NullPointerException where the contract says
 * RejectedExecutionException.
 */
final class BoundedExecutor implements Executor {

    private final Executor executor;
    private final Semaphore places;

    BoundedExecutor(Executor executor, int places) {
        this.executor = executor;
        this.places = new Semaphore(places);
    }

    @Override
    public void execute(Runnable task) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("every place is taken");
        }
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException e) {
            places.release();
            throw new RejectedExecutionException("the executor did not take it over", e);
        }
    }
}
