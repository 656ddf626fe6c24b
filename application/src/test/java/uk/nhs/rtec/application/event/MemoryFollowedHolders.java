package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.application.register.CertificateRecord;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Holders of a register in memory, and what is known of their subscriptions. */
public final class MemoryFollowedHolders implements FollowedHolders {

    private final MemoryExemptionRegister register;
    private final TreeMap<String, FollowedHolder> holders = new TreeMap<>();
    private final List<SubscriptionCall> calls = new ArrayList<>();

    /** Nobody of this register is followed yet. */
    public MemoryFollowedHolders(MemoryExemptionRegister register) {
        this.register = register;
    }

    /** Everything that was asked of the events service. */
    public synchronized List<SubscriptionCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Lap follow(Optional<NhsNumber> after, int most, Instant now) {
        List<String> next = wanted(change -> true).keySet().stream()
                .filter(number -> after.map(last -> number.compareTo(last.inTheClear()) > 0)
                        .orElse(true))
                .limit(most)
                .toList();
        return new Lap(
                next.isEmpty() ? Optional.empty() : Optional.of(new NhsNumber(next.get(next.size() - 1))),
                follow(next, now));
    }

    @Override
    public synchronized News followSince(Instant since, int most, Instant now) {
        List<String> fresh =
                List.copyOf(wanted(change -> !change.at().isBefore(since)).keySet());
        return new News(follow(fresh.subList(0, Math.min(most, fresh.size())), now), fresh.size() > most);
    }

    private int follow(List<String> numbers, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, OpenCheck.ENGLAND);
        Map<String, LocalDate> wanted = wanted(change -> true);
        int changed = 0;
        for (String number : numbers) {
            LocalDate until = Optional.ofNullable(wanted.get(number)).orElseThrow();
            FollowedHolder before = holders.get(number);
            if (before == null && !until.isBefore(today)) {
                holders.put(number, FollowedHolder.wanted(new NhsNumber(number), until, now));
                changed++;
            } else if (before != null && !before.wantedUntil().equals(until)) {
                changed += keep(before.wantedUntil(until, now), Optional.empty()) ? 1 : 0;
            }
        }
        return changed;
    }

    /** Until when whose events are wanted, of those with a certificate of which something like that was done. */
    private Map<String, LocalDate> wanted(Predicate<CertificateChange> done) {
        TreeMap<String, LocalDate> wanted = new TreeMap<>();
        for (CertificateRecord record : register.all()) {
            boolean meant = record.history().stream()
                    .filter(change -> change.what() != CertificateChange.What.FOUND)
                    .anyMatch(done);
            for (NamedPerson person : meant ? record.people() : List.<NamedPerson>of()) {
                if (person.relationship() == Relationship.HOLDER) {
                    ExemptionCertificate certificate = record.certificate();
                    LocalDate until = FollowedHolder.lastWanted(
                            certificate.validity().to(),
                            certificate.revocation().map(Revocation::from));
                    person.nhsNumber()
                            .ifPresent(number -> wanted.merge(
                                    number.inTheClear(), until, (one, other) -> one.isAfter(other) ? one : other));
                }
            }
        }
        return wanted;
    }

    @Override
    public synchronized List<FollowedHolder> claim(int most, Instant now, Instant until) {
        List<FollowedHolder> claimed = holders.values().stream()
                .filter(holder -> holder.due().filter(due -> !due.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(holder -> holder.due().orElseThrow()))
                .limit(most)
                .map(holder -> holder.claimedUntil(until, now))
                .toList();
        claimed.forEach(holder -> holders.put(holder.number().inTheClear(), holder));
        return claimed;
    }

    @Override
    public synchronized boolean keep(FollowedHolder changed, Optional<SubscriptionCall> call) {
        call.ifPresent(calls::add);
        String number = changed.number().inTheClear();
        FollowedHolder before = holders.get(number);
        if (before == null || before.version() != changed.version() - 1) {
            return false;
        }
        holders.put(number, changed);
        return true;
    }

    @Override
    public synchronized List<FollowedHolder> followedAs(NhsNumber number) {
        return holders.values().stream()
                .filter(holder -> holder.state() != FollowState.ENDED)
                .filter(holder -> isMeant(holder, number))
                .toList();
    }

    private static boolean isMeant(FollowedHolder holder, NhsNumber number) {
        return holder.number().equals(number)
                || holder.asked().filter(number::equals).isPresent();
    }

    @Override
    public synchronized boolean isShared(FollowedHolder holder) {
        return holders.values().stream()
                .filter(other -> !other.number().equals(holder.number()))
                .anyMatch(other -> holder.subscription().isPresent()
                        && other.subscription().equals(holder.subscription()));
    }

    @Override
    public synchronized SubscriptionPage find(SubscriptionQuery query) {
        return SubscriptionPage.of(
                query,
                holders.values().stream()
                        .filter(holder -> query.number()
                                .map(number -> isMeant(holder, number))
                                .orElse(true))
                        .filter(holder ->
                                query.state().map(holder.state()::equals).orElse(true))
                        .filter(holder -> query.after()
                                .map(last -> holder.number().inTheClear().compareTo(last.inTheClear()) > 0)
                                .orElse(true))
                        .limit(query.limit() + 1L)
                        .toList());
    }

    @Override
    public synchronized EventBacklog.Subscriptions count(Instant now) {
        long late = holders.values().stream()
                .filter(holder -> holder.state() == FollowState.ACTIVE)
                .filter(holder -> !holder.isWantedOn(LocalDate.ofInstant(now, OpenCheck.ENGLAND)))
                .count();
        return new EventBacklog.Subscriptions(
                holders.size() - in(FollowState.ENDED) - in(FollowState.TO_END) - late,
                in(FollowState.ACTIVE) - late,
                in(FollowState.TO_SUBSCRIBE) + in(FollowState.TO_RENEW),
                in(FollowState.TO_END) + late,
                in(FollowState.PARKED),
                in(FollowState.UNSUBSCRIBABLE));
    }

    private long in(FollowState state) {
        return holders.values().stream()
                .filter(holder -> holder.state() == state)
                .count();
    }
}
