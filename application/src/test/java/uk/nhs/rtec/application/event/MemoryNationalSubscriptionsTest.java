package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;

final class MemoryNationalSubscriptionsTest implements NationalSubscriptionsContract {

    private final MemoryNationalSubscriptions subscriptions = new MemoryNationalSubscriptions();

    @Override
    public NationalSubscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public void keepsNamesToItself() {
        subscriptions.keepNames();
    }

    @Override
    public void reachesItsEnd(SubscriptionId id) {
        subscriptions.end(id);
    }

    @Override
    public void refuses(String code) {
        subscriptions.refuse(code);
    }

    @Override
    public void fallsSilent(Silence silence) {
        subscriptions.fallSilent(silence);
    }

    @Test
    void afterASilenceItAnswersAgainAndHasDoneNothingMeanwhile() {
        subscribed(PATIENT);
        subscriptions.fallSilent(Silence.TIMED_OUT);
        subscriptions.subscribe(NEIGHBOUR, END);
        subscriptions.speak();

        assertThat(subscriptions.followed()).isEqualTo(Map.of(PATIENT, END));
    }
}
