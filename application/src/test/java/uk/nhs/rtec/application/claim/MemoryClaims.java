package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.ExampleQuery;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.claim.ExaminedClaim;
import uk.nhs.rtec.domain.claim.GivenAnswer;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

/** Claims for tests, beside the checks of a ledger for tests, that end with their process. */
public final class MemoryClaims implements ClaimStore, ClaimRecords, ExportSource<ClaimQuery, ExportedClaim> {

    private static final Comparator<ClaimCursor> OLDEST_FIRST = Comparator.comparing(ClaimCursor::claimedAt)
            .thenComparing(cursor -> cursor.id().value().toString());

    private static final Comparator<CheckCursor> IN_ORDER = Comparator.comparing(CheckCursor::askedAt)
            .thenComparing(cursor -> cursor.id().value().toString());

    private final CheckHistory checks;

    /** In the order in which they were taken in. */
    private final Map<Claim, Kept> claims = new LinkedHashMap<>();

    private final Set<YearMonth> archived = new HashSet<>();

    private Optional<CheckCursor> lookedAt = Optional.empty();

    public MemoryClaims(CheckHistory checks) {
        this.checks = checks;
    }

    /** Another store with the same in it. */
    public synchronized MemoryClaims copy() {
        MemoryClaims copy = new MemoryClaims(checks);
        copy.become(this);
        return copy;
    }

    /** Has from now on what the other has, and nothing else. */
    public synchronized void become(MemoryClaims other) {
        Map<Claim, Kept> others = new LinkedHashMap<>();
        other.claims.forEach((claim, kept) -> others.put(
                claim, new Kept(kept.id(), kept.stated(), kept.takenInAt(), new ArrayList<>(kept.decisions()))));
        claims.clear();
        claims.putAll(others);
        archived.clear();
        archived.addAll(other.archived);
        lookedAt = other.lookedAt;
    }

    private record Kept(ClaimId id, StatedClaim stated, Instant takenInAt, List<Decision> decisions) {

        Claim claim() {
            return stated.claim();
        }

        ClaimCursor place() {
            return new ClaimCursor(claim().claimedAt(), id);
        }

        Verdict verdict() {
            return decisions.get(decisions.size() - 1).verdict();
        }
    }

    @Override
    public synchronized Added add(List<StatedClaim> stated, Authorship by) {
        List<Boolean> added = stated.stream()
                .map(each -> claims.putIfAbsent(
                                each.claim(),
                                new Kept(new ClaimId(UUID.randomUUID()), each, by.at(), new ArrayList<>()))
                        == null)
                .toList();
        return new Added(
                added,
                examine(stated.stream().map(each -> each.claim().prescription()).collect(Collectors.toSet())));
    }

    @Override
    public synchronized List<KeptClaim> examine(Collection<PrescriptionId> prescriptions) {
        return claims.values().stream()
                .filter(kept -> prescriptions.contains(kept.claim().prescription()))
                .map(kept -> new KeptClaim(
                        kept.id(),
                        new ExaminedClaim(
                                kept.claim(),
                                answers(ExampleQuery.everyCheck()
                                        .of(kept.claim().prescription())),
                                kept.stated()
                                        .patient()
                                        .map(number -> answers(
                                                ExampleQuery.everyCheck().of(number)))
                                        .orElse(List.of())),
                        kept.decisions().isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        kept.decisions().get(kept.decisions().size() - 1))))
                .toList();
    }

    private List<GivenAnswer> answers(ExampleQuery query) {
        return recorded(query)
                .map(check -> new GivenAnswer(
                        check.id(),
                        check.concluded().asked().prescription(),
                        check.concluded().asked().requester().organisation(),
                        check.concluded().answeredAt(),
                        check.outcome() instanceof ExemptionFound found
                                ? Optional.of(
                                        new ClaimedExemption(found.disclosed().code()))
                                : Optional.empty()))
                .toList();
    }

    private Stream<RecordedCheck> recorded(ExampleQuery query) {
        return checks.find(query.query()).checks().stream()
                .map(check -> check.<RecordedCheck>map(recorded -> recorded, erased -> {
                    throw new IllegalStateException("nothing is erased here");
                }));
    }

    @Override
    public synchronized void keep(List<Decision> decisions) {
        decisions.forEach(decision -> claims.values().stream()
                .filter(kept -> kept.id().equals(decision.claim()))
                .filter(kept -> kept.decisions().size() + 1 == decision.number())
                .forEach(kept -> kept.decisions().add(decision)));
    }

    @Override
    public synchronized Set<YearMonth> archivedMonths() {
        return Set.copyOf(archived);
    }

    /** As if the checks of that month were taken out. */
    public synchronized void archive(YearMonth month) {
        archived.add(month);
    }

    /** As if they were back. */
    public synchronized void restore(YearMonth month) {
        archived.remove(month);
    }

    @Override
    public synchronized Optional<CheckCursor> lookedAt() {
        return lookedAt;
    }

    @Override
    public synchronized List<CheckedPrescription> checks(Optional<CheckCursor> after, Instant before, int most) {
        return recorded(ExampleQuery.everyCheck().to(before))
                .map(check -> new CheckedPrescription(
                        new CheckCursor(check.concluded().asked().askedAt(), check.id()),
                        check.concluded().asked().prescription()))
                .filter(check -> after.filter(last -> IN_ORDER.compare(check.place(), last) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(CheckedPrescription::place, IN_ORDER))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void lookedAt(CheckCursor last) {
        if (lookedAt.filter(before -> IN_ORDER.compare(before, last) >= 0).isEmpty()) {
            lookedAt = Optional.of(last);
        }
    }

    @Override
    public synchronized ClaimPage find(ClaimQuery query) {
        List<Kept> found = standing().stream()
                .filter(kept -> meets(query, kept))
                .filter(kept -> query.after()
                        .filter(last -> OLDEST_FIRST.compare(kept.place(), last) >= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(Kept::place, OLDEST_FIRST.reversed()))
                .toList();
        List<Kept> page = found.subList(0, Math.min(found.size(), query.limit()));
        return new ClaimPage(
                page.stream().map(this::judged).toList(),
                found.size() > page.size()
                        ? Optional.of(page.get(page.size() - 1).place())
                        : Optional.empty());
    }

    @Override
    public synchronized ExportExtent extent(ClaimQuery query, Instant upTo) {
        return ExportExtent.of((int) exported(query, upTo).count());
    }

    @Override
    public synchronized List<ExportedClaim> page(
            ClaimQuery query, Instant upTo, Optional<ExportedClaim> after, int most) {
        return exported(query, upTo)
                .filter(kept -> after.filter(last -> OLDEST_FIRST.compare(
                                        kept.place(),
                                        new ClaimCursor(last.claim().claimedAt(), last.id()))
                                >= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(Kept::place, OLDEST_FIRST.reversed()))
                .limit(most)
                .map(kept -> new ExportedClaim(
                        kept.id(),
                        kept.claim(),
                        kept.decisions().get(kept.decisions().size() - 1)))
                .toList();
    }

    /** As all of it stood then. */
    private Stream<Kept> exported(ClaimQuery query, Instant upTo) {
        MemoryClaims then = new MemoryClaims(checks);
        claims.values().stream()
                .filter(kept -> kept.takenInAt().isBefore(upTo))
                .forEach(kept -> then.claims.put(
                        kept.claim(),
                        new Kept(
                                kept.id(),
                                kept.stated(),
                                kept.takenInAt(),
                                kept.decisions().stream()
                                        .filter(decision -> decision.at().isBefore(upTo))
                                        .toList())));
        return then.standing().stream()
                .filter(kept -> !kept.decisions().isEmpty())
                .filter(kept -> meets(query, kept));
    }

    private static boolean meets(ClaimQuery query, Kept kept) {
        Claim claim = kept.claim();
        return query.prescription().map(claim.prescription()::equals).orElse(true)
                && query.organisation().map(claim.organisation()::equals).orElse(true)
                && query.verdict().map(kept.verdict()::equals).orElse(true)
                && query.from().map(from -> !claim.claimedAt().isBefore(from)).orElse(true)
                && query.to().map(claim.claimedAt()::isBefore).orElse(true);
    }

    private JudgedClaim judged(Kept kept) {
        return new JudgedClaim(
                kept.id(),
                kept.claim(),
                kept.decisions(),
                ofOne(kept.claim()).stream()
                        .filter(other -> !other.equals(kept))
                        .map(other -> new JudgedClaim.Amended(other.id(), other.claim(), other.decisions()))
                        .toList());
    }

    @Override
    public synchronized List<ClaimSummary> summary(Instant from, Instant to) {
        Map<String, List<Kept>> each = standing().stream()
                .filter(kept -> !kept.claim().claimedAt().isBefore(from)
                        && kept.claim().claimedAt().isBefore(to))
                .collect(Collectors.groupingBy(
                        kept -> kept.claim().organisation().value(), TreeMap::new, Collectors.toList()));
        return each.values().stream()
                .map(ofOrganisation -> new ClaimSummary(
                        ofOrganisation.get(0).claim().organisation(),
                        ofOrganisation.stream().collect(Collectors.groupingBy(Kept::verdict, Collectors.counting()))))
                .toList();
    }

    /** The last claim of each organisation for each prescription. */
    private List<Kept> standing() {
        return claims.values().stream()
                .filter(kept ->
                        ofOne(kept.claim()).indexOf(kept) == ofOne(kept.claim()).size() - 1)
                .toList();
    }

    private List<Kept> ofOne(Claim claim) {
        return claims.values().stream()
                .filter(kept -> kept.claim().prescription().equals(claim.prescription())
                        && kept.claim().organisation().equals(claim.organisation()))
                .sorted(Comparator.comparing(kept -> kept.claim().claimedAt()))
                .toList();
    }
}
