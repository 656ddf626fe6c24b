package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BoundedExecutorTest {

    private final List<Runnable> handedOver = new ArrayList<>();

    @Test
    void refusesWhatItHasNoPlaceForAndTakesMoreWhenATaskHasEnded() {
        BoundedExecutor executor = new BoundedExecutor(handedOver::add, 2);
        executor.execute(() -> {});
        executor.execute(() -> {});

        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

        handedOver.get(0).run();
        executor.execute(() -> {});
        assertThat(handedOver).hasSize(3);
    }

    @Test
    void aTaskThatFailsGivesItsPlaceBack() {
        BoundedExecutor executor = new BoundedExecutor(handedOver::add, 1);
        executor.execute(() -> {
            throw new IllegalStateException("the task's own");
        });

        assertThatThrownBy(() -> handedOver.get(0).run()).isInstanceOf(IllegalStateException.class);

        executor.execute(() -> {});
        assertThat(handedOver).hasSize(2);
    }

    @Test
    void aTaskThatIsNotTakenOverGivesItsPlaceBack() {
        List<RuntimeException> refusals = new ArrayList<>();
        BoundedExecutor executor = new BoundedExecutor(
                task -> {
                    throw new NullPointerException("as the server's own executor does when it is full");
                },
                1);
        for (int i = 0; i < 3; i++) {
            try {
                executor.execute(() -> {});
            } catch (RuntimeException e) {
                refusals.add(e);
            }
        }

        assertThat(refusals).hasSize(3).allMatch(RejectedExecutionException.class::isInstance);
    }
}
