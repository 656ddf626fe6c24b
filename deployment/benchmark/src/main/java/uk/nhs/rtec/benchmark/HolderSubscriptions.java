package uk.nhs.rtec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.event.EventBacklog;
import uk.nhs.rtec.application.event.FollowHolders;
import uk.nhs.rtec.application.event.HolderFollowing;
import uk.nhs.rtec.application.event.NationalSubscriptions;
import uk.nhs.rtec.application.event.ReconcileSubscriptions;
import uk.nhs.rtec.application.event.SubscriptionReconciliation;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.persistence.event.HibernateFollowedHolders;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;
import uk.nhs.rtec.persistence.register.HibernateFindings;

/**
 * Subscribes to the events of many holders of certificates, on PostgreSQL and at a set rate, with PDS and NEMS answered within this process;
 * whoever does it dies at half, with an answer lost, and another goes on.
 */
final class HolderSubscriptions {

    private static final int FIRST = 400_000_000;
    private static final int AT_ONCE = 1_000;

    /** In a second. */
    private static final int RATE = 500;

    /** The share of the rate that must be reached while there is enough to do. */
    private static final double KEPT = 0.9;

    /** How much more a collection may leave in the second half than in the first, in MiB. */
    private static final long FLAT = 8;

    private final Database database;
    private final int holders;
    private final Services services;
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));

    private HolderSubscriptions(Database database, int holders) {
        this.database = database;
        this.holders = holders;
        this.services = new Services(holders / 2);
    }

    /** The process that subscribes is gone. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** PDS and NEMS, as far as they matter here: they remember a bit for each holder. */
    private static final class Services implements PatientDemographics, NationalSubscriptions {

        private final BitSet subscribed = new BitSet();
        private final int diesAfter;
        private int askedAgain;
        private boolean died;

        Services(int diesAfter) {
            this.diesAfter = diesAfter;
        }

        @Override
        public PatientTrace trace(NhsNumber number) {
            return new PatientTrace.Traced(new PatientRecord(
                    number,
                    Optional.of(new DateOfBirth(LocalDate.of(1980, 2, 3))),
                    Optional.of(new Postcode("LS1 4AP")),
                    Optional.of(new Surname("Hartley")),
                    Optional.empty(),
                    Set.of()));
        }

        @Override
        public Subscribing subscribe(NhsNumber patient, Instant end) {
            int holder = Integer.parseInt(patient.inTheClear().substring(0, 9)) - FIRST;
            SubscriptionId id = new SubscriptionId(String.format(Locale.ROOT, "%032x", holder));
            if (subscribed.get(holder)) {
                askedAgain++;
                return new Subscribing.SubscribedBefore(id);
            }
            subscribed.set(holder);
            if (!died && subscribed.cardinality() >= diesAfter) {
                died = true;
                throw new Died();
            }
            return new Subscribing.Subscribed(id);
        }

        @Override
        public Unsubscribing unsubscribe(SubscriptionId subscription) {
            throw new IllegalStateException("nobody is to be unsubscribed");
        }

        @Override
        public Looking look(SubscriptionId subscription) {
            throw new IllegalStateException("nobody looks");
        }
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments where to put the report, and how many holders
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Report report = new Report(System.out, "Subscriptions to holders of certificates");
        Memory memory = new Memory();
        boolean good;
        try (Database database = new Database(
                folder.resolve("holders-data-" + ProcessHandle.current().pid()))) {
            good = new HolderSubscriptions(database, Integer.parseInt(arguments[1])).measure(report, memory);
        }
        report.writeTo(folder.resolve("holder-subscriptions.md"));
        System.exit(good ? 0 : 1);
    }

    private boolean measure(Report report, Memory memory) throws InterruptedException {
        register();
        // Another process begins where the first one's claims have run out: for that the clock is put on.
        boolean good = half(report, memory, "first half", Duration.ZERO);
        long firstHeap = memory.largestHeapAfterCollection();
        good &= half(report, memory, "second half, by another", Duration.ofMinutes(10));
        long secondHeap = memory.largestHeapAfterCollection();
        EventBacklog.Subscriptions seen = new HibernateFollowedHolders(database.store())
                .count(InstantSource.system().instant());
        report.say(
                "%d of %d are subscribed to at NEMS, %d on record as such; %d asked for again after an answer was lost.",
                services.subscribed.cardinality(), holders, seen.active(), services.askedAgain);
        report.say(
                "A collection left %d MiB at most in the first half, %d MiB in the second (goal: %d more at most); the heap may have %d.",
                firstHeap, secondHeap, FLAT, Memory.heapLimit());
        return good
                && seen.active() == holders
                && services.subscribed.cardinality() == holders
                && services.askedAgain == 1
                && secondHeap <= firstHeap + FLAT;
    }

    /** Rounds of a second each, as the service makes them, until this process dies or all are subscribed to. */
    private boolean half(Report report, Memory memory, String which, Duration later) throws InterruptedException {
        InstantSource clock = () -> Instant.now().plus(later);
        HibernateFollowedHolders followed = new HibernateFollowedHolders(database.store());
        FollowHolders follow = new HolderFollowing(followed, clock);
        ReconcileSubscriptions reconcile = new SubscriptionReconciliation(
                followed, new HibernateFindings(database.store()), services, services, RATE, Duration.ofDays(7), clock);
        memory.reset();
        int before = services.subscribed.cardinality();
        int most = 0;
        int rounds = 0;
        long start = System.nanoTime();
        try {
            while (services.subscribed.cardinality() < holders
                    || followed.count(clock.instant()).toSubscribe() > 0) {
                follow.follow();
                most = Math.max(most, reconcile.reconcile());
                rounds++;
                long next = start + TimeUnit.SECONDS.toNanos(rounds);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
        } catch (Died died) {
            // As a process does, without a last word.
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        double perSecond = (services.subscribed.cardinality() - before) / seconds;
        report.say(
                "%s: %.0f a second of %d that are set, over %.0f s; %d in a round at most.",
                which, perSecond, RATE, seconds, most);
        return most <= RATE && perSecond >= KEPT * RATE;
    }

    private void register() {
        CertificateStore store = new HibernateCertificateStore(database.store());
        Authorship by = new Authorship(
                new Officer(new OdsCode("FA565"), new SdsUserId("555200000101")),
                InstantSource.system().instant());
        List<RegisterEntry> entries = new ArrayList<>();
        int registered = 0;
        for (int nine = FIRST; registered < holders; nine++) {
            Optional<NhsNumber> number = ExampleChecks.nhsNumber(nine);
            if (number.isPresent()) {
                entries.add(entry(number.get()));
                registered++;
            }
            if (entries.size() == AT_ONCE || registered == holders) {
                store.add(entries, by);
                entries.clear();
            }
        }
    }

    private RegisterEntry entry(NhsNumber number) {
        return new RegisterEntry(
                new ExemptionCertificate(
                        new CertificateNumber("MED-" + number.inTheClear().substring(0, 9)),
                        ExemptionCategory.MEDICAL,
                        new Validity(today.minusDays(10), today.plusYears(1))),
                new NamedPerson(
                        Relationship.HOLDER,
                        Optional.of(number),
                        new Surname("Hartley"),
                        Optional.empty(),
                        new DateOfBirth(LocalDate.of(1980, 2, 3)),
                        new Postcode("LS1 4AP")));
    }
}
