package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.covid.ExampleCovid.IMOGEN;
import static uk.nhs.rtec.application.covid.ExampleCovid.OTHER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What every store of attempts owes. */
public interface CovidAttemptsContract {

    AppId APP = new AppId("covid-demo-app");
    NhsNumber THIRD = new NhsNumber("9990548013");
    AttemptAtAnother ATTEMPT = new AttemptAtAnother(APP, IMOGEN, OTHER, NOON);
    AttemptQuery ALL = new AttemptQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 500, Optional.empty());

    /** The store under test; empty when a test begins. */
    CovidAttempts attempts();

    /** What reads the same store. */
    CovidAttemptHistory attemptHistory();

    @Test
    default void everyAttemptIsKeptAsItWasAlsoTheSameOnceMore() {
        attempts().add(ATTEMPT);
        attempts().add(ATTEMPT);
        assertThat(attemptHistory().find(ALL)).isEqualTo(new AttemptPage(List.of(ATTEMPT, ATTEMPT), Optional.empty()));
    }

    @Test
    default void everyConditionCounts() {
        AttemptAtAnother otherApp = new AttemptAtAnother(new AppId("another-app"), IMOGEN, OTHER, NOON.plusSeconds(1));
        AttemptAtAnother asked = new AttemptAtAnother(APP, THIRD, IMOGEN, NOON.plusSeconds(2));
        AttemptAtAnother unrelated = new AttemptAtAnother(APP, THIRD, OTHER, NOON.plusSeconds(3));
        List.of(asked, ATTEMPT, unrelated, otherApp).forEach(attempts()::add);

        assertThat(found(ALL)).containsExactly(unrelated, asked, otherApp, ATTEMPT);
        assertThat(found(where(Optional.of(APP), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(unrelated, asked, ATTEMPT);
        assertThat(found(where(Optional.empty(), Optional.of(IMOGEN), Optional.empty(), Optional.empty())))
                .containsExactly(asked, otherApp, ATTEMPT);
        assertThat(found(where(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOON.plusSeconds(1)),
                        Optional.of(NOON.plusSeconds(3)))))
                .containsExactly(asked, otherApp);
        assertThat(found(where(
                        Optional.of(APP), Optional.of(IMOGEN), Optional.of(NOON), Optional.of(NOON.plusSeconds(2)))))
                .containsExactly(ATTEMPT);
    }

    @Test
    default void pageAfterPageEachIsShownOnceAlsoOfOneMoment() {
        List<AttemptAtAnother> all = IntStream.range(0, 7)
                .mapToObj(i -> new AttemptAtAnother(APP, IMOGEN, OTHER, NOON.plusSeconds(i / 3)))
                .toList();
        all.forEach(attempts()::add);

        List<AttemptAtAnother> shown = new ArrayList<>();
        Optional<AttemptCursor> next = Optional.empty();
        int pages = 0;
        do {
            AttemptPage page = attemptHistory()
                    .find(new AttemptQuery(
                            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 2, next));
            assertThat(page.attempts()).hasSizeBetween(1, 2);
            shown.addAll(page.attempts());
            next = page.next();
            pages++;
        } while (next.isPresent() && pages < 10);

        List<AttemptAtAnother> newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        assertThat(shown).isEqualTo(newestFirst);
        assertThat(pages).isEqualTo(4);
    }

    @Test
    default void aPageThatIsJustFullIsTheLast() {
        attempts().add(ATTEMPT);
        attempts().add(new AttemptAtAnother(APP, IMOGEN, OTHER, NOON.plusSeconds(1)));

        assertThat(attemptHistory()
                        .find(new AttemptQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                2,
                                Optional.empty()))
                        .next())
                .isEmpty();
    }

    private List<AttemptAtAnother> found(AttemptQuery query) {
        return attemptHistory().find(query).attempts();
    }

    private static AttemptQuery where(
            Optional<AppId> app, Optional<NhsNumber> number, Optional<Instant> from, Optional<Instant> to) {
        return new AttemptQuery(app, number, from, to, 500, Optional.empty());
    }
}
