package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;

/** Many subscriptions: as many as a load test has certificate holders. */
class SubscriptionsTest {
    private static final int HOLDERS = 100_000;

    private final Subscriptions subscriptions = new Subscriptions();

    private static Subscription to(String nhsNumber, String further) throws Refused {
        // Read anew each time, as from a request: nothing is shared but what the reading shares.
        Criteria criteria = Criteria.read("/Bundle?type=message&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|"
                + nhsNumber + "&MessageHeader.event=pds-death-notification-1&MessageHeader.event=pds-record-change-1"
                + further);
        return new Subscription(
                UUID.randomUUID(),
                "T1450",
                "T1450OT001",
                Optional.of(new String("2027-03-31T23:59:59+01:00")),
                new String("Keep certificates current"),
                criteria,
                Instant.now());
    }

    private static List<String> numbers(int count) {
        return LongStream.iterate(4_000_000_000L, number -> number + 1)
                .mapToObj(Long::toString)
                .filter(NhsNumbers::isValid)
                .limit(count)
                .toList();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aHundredThousandFitIntoALittleMemory() throws Refused {
        List<String> numbers = numbers(HOLDERS);
        long before = used();

        for (String number : numbers) {
            subscriptions.add(to(number, ""));
        }

        long each = (used() - before) / HOLDERS;
        assertThat(each).as("bytes for each").isLessThan(600);
        assertThat(subscriptions.size()).isEqualTo(HOLDERS);
        String last = numbers.get(HOLDERS - 1);
        assertThat(subscriptions.about(last)).singleElement().satisfies(found -> {
            assertThat(found.criteria().filter().nhsNumber()).contains(last);
            assertThat(subscriptions.add(to(last, "&tag=again"))).contains(found);
        });
    }

    /** What is searched at each create would make the last of them a hundred thousand times slower than the first. */
    @Test
    void onePatientsSubscriptionsAreAddedAndFoundOneByOne() throws Refused {
        for (int age = 0; age < 1000; age++) {
            for (int other = 0; other < 20; other++) {
                subscriptions.add(to("9990000352", "&Patient.age=gt" + age + "&Patient.age=lt" + other));
            }
        }

        assertThat(subscriptions.about("9990000352")).hasSize(20_000);
    }

    @Test
    void whatIsRemovedLeavesNothingBehind() throws Refused {
        Subscription first = to("9990000352", "");
        Subscription second = to("9990000352", "&Patient.age=gt16");
        subscriptions.add(first);
        subscriptions.add(second);

        subscriptions.remove(first.id());
        subscriptions.remove(first.id());

        assertThat(subscriptions.about("9990000352")).containsExactly(second);
        assertThat(subscriptions.find(first.id())).isEmpty();
        assertThat(subscriptions.add(to("9990000352", ""))).isEmpty();
        assertThat(subscriptions.size()).isEqualTo(2);
    }

    @Test
    void thereIsAnEndToThem() throws Refused {
        Subscriptions two = new Subscriptions(2);
        two.add(to("9990000352", ""));
        Subscription second = to("9990000522", "");
        two.add(second);

        assertThatThrownBy(() -> two.add(to("9990000697", "")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.issue().code()).isEqualTo(SpineCode.INTERNAL_SERVER_ERROR));
        two.remove(second.id());
        assertThat(two.add(to("9990000697", ""))).isEmpty();
    }

    @Test
    void whatIsSharedComesBackAsItWasSent() throws Refused {
        for (String number : List.of("9990000352", "9990000522")) {
            Subscription sent = to(number, "&tag=certificate-" + number);
            subscriptions.add(sent);

            assertThat(subscriptions.find(sent.id()).orElseThrow().criteria().text())
                    .endsWith("|" + number
                            + "&MessageHeader.event=pds-death-notification-1&MessageHeader.event=pds-record-change-1"
                            + "&tag=certificate-" + number);
        }
    }

    @Test
    void nothingThatPrintsThemPrintsAPatient() throws Refused {
        Subscription subscription = to("9990000352", "");

        assertThat(List.of(
                        subscription.toString(),
                        subscription.sameness().toString(),
                        subscription.criteria().toString(),
                        new Occurrence(
                                        EventType.PDS_RECORD_CHANGE,
                                        "9990000352",
                                        Optional.of(LocalDate.EPOCH),
                                        Optional.empty(),
                                        LocalDate.EPOCH)
                                .toString()))
                .noneMatch(text -> text.contains("9990000352"));
    }
}
