package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.AccessLink;
import uk.nhs.rtec.domain.proof.Hash;

/** Records of accesses for tests, that end with their process. */
public final class MemoryAccessRecords implements AccessRecords, AccessLog, AccessAlerts {

    /** Names are compared as a database compares them: by their bytes. */
    private static final Comparator<KeptAccess> NEWEST_FIRST = Comparator.comparing(
                    (KeptAccess kept) -> kept.access().at())
            .thenComparing(kept -> kept.id().toString())
            .reversed();

    private final List<KeptAccess> accesses = new ArrayList<>();
    private final Map<AccessId, Set<AlertReason>> alerts = new HashMap<>();
    private final Map<AccessId, AlertClosure> closures = new HashMap<>();
    private final ReviewRules rules;
    private Hash head = Hash.NONE;
    private boolean silent;

    /** Records of which no access raises an alert. */
    public MemoryAccessRecords() {
        this(AccessRecordsContract.NO_ALERTS);
    }

    public MemoryAccessRecords(ReviewRules rules) {
        this.rules = rules;
    }

    /** From now on nothing can be put on record. */
    void fallSilent() {
        silent = true;
    }

    @Override
    public synchronized void add(AccessToHistory access) {
        if (silent) {
            throw new HistoryUnavailable("silent");
        }
        if (access.outcome().isEmpty()) {
            throw new IllegalArgumentException("an access is put on record with what came of it");
        }
        AccessLink link = new AccessLink(
                "memory",
                accesses.size() + 1,
                head,
                UUID.randomUUID(),
                access.at(),
                access.kind().name(),
                access.auditor().organisation().value(),
                access.auditor().user().value(),
                access.reason(),
                access.conditions().stream().sorted().toList(),
                access.check().map(CheckId::value),
                access.export(),
                access.alert().map(AccessId::value),
                access.outcome().map(Enum::name));
        head = link.hash();
        AccessId id = new AccessId(link.id());
        accesses.add(new KeptAccess(id, access));
        Set<AlertReason> reasons = rules.reasons(access, head);
        if (!reasons.isEmpty()) {
            alerts.put(id, reasons);
        }
    }

    /** What is on record, oldest first. */
    public synchronized List<AccessToHistory> all() {
        return accesses.stream().map(KeptAccess::access).toList();
    }

    @Override
    public synchronized AccessPage find(AccessQuery query) {
        List<KeptAccess> all = accesses.stream()
                .filter(kept -> isOf(kept.access(), query))
                .sorted(NEWEST_FIRST)
                .toList();
        List<KeptAccess> rest = after(all, query.after(), Function.identity());
        List<KeptAccess> page = rest.stream().limit(query.limit()).toList();
        return new AccessPage(
                page,
                page.size() < rest.size() ? Optional.of(cursor(page.get(page.size() - 1))) : Optional.empty(),
                all.size(),
                false);
    }

    @Override
    public synchronized AlertPage find(AlertQuery query) {
        List<AccessAlert> all = accesses.stream()
                .sorted(NEWEST_FIRST)
                .flatMap(kept -> alert(kept.id()).stream())
                .filter(alert -> query.state().map(alert.state()::equals).orElse(true))
                .filter(alert -> isBetween(alert.access().access(), query.from(), query.to()))
                .toList();
        List<AccessAlert> rest = after(all, query.after(), AccessAlert::access);
        List<AccessAlert> page = rest.stream().limit(query.limit()).toList();
        return new AlertPage(
                page,
                page.size() < rest.size()
                        ? Optional.of(cursor(page.get(page.size() - 1).access()))
                        : Optional.empty(),
                all.size(),
                false);
    }

    @Override
    public synchronized Optional<AccessAlert> alert(AccessId id) {
        return accesses.stream()
                .filter(kept -> kept.id().equals(id))
                .flatMap(kept -> Optional.ofNullable(alerts.get(id))
                        .map(reasons -> new AccessAlert(kept, reasons, Optional.ofNullable(closures.get(id))))
                        .stream())
                .findFirst();
    }

    @Override
    public synchronized boolean close(AlertClosure closure, AccessToHistory access) {
        if (closures.containsKey(closure.alert())) {
            return false;
        }
        add(access);
        closures.put(closure.alert(), closure);
        return true;
    }

    private static boolean isOf(AccessToHistory access, AccessQuery query) {
        return query.organisation().map(access.auditor().organisation()::equals).orElse(true)
                && query.user().map(access.auditor().user()::equals).orElse(true)
                && query.kind().map(access.kind()::equals).orElse(true)
                && (query.check().isEmpty() || query.check().equals(access.check()))
                && isBetween(access, query.from(), query.to());
    }

    private static boolean isBetween(AccessToHistory access, Optional<Instant> from, Optional<Instant> to) {
        return from.filter(access.at()::isBefore).isEmpty()
                && to.filter(moment -> !access.at().isBefore(moment)).isEmpty();
    }

    private static <T> List<T> after(List<T> all, Optional<AccessCursor> last, Function<T, KeptAccess> access) {
        return all.stream()
                .filter(each -> last.filter(cursor -> !follows(access.apply(each), cursor))
                        .isEmpty())
                .toList();
    }

    private static boolean follows(KeptAccess kept, AccessCursor cursor) {
        int time = kept.access().at().compareTo(cursor.at());
        return time < 0
                || (time == 0 && kept.id().toString().compareTo(cursor.id().toString()) < 0);
    }

    private static AccessCursor cursor(KeptAccess last) {
        return new AccessCursor(last.access().at(), last.id());
    }
}
