package uk.nhs.rtec.application.check;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.audit.OutcomeReason;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.requester.Requester;

/** A ledger for tests, that ends with its process. */
public final class MemoryCheckLedger implements CheckLedger, CheckHistory, ExportSource<CheckQuery, KeptCheck> {

    private static final Comparator<CheckCursor> NEWEST_FIRST = Comparator.comparing(CheckCursor::askedAt)
            .thenComparing(cursor -> cursor.id().value().toString())
            .reversed();

    private final Map<CheckId, RecordedCheck> checks = new LinkedHashMap<>();
    private final Map<Request, RecordedCheck> standing = new HashMap<>();

    @Override
    public synchronized RecordedCheck append(ConcludedCheck check) {
        Optional<Request> request = check.asked()
                .reference()
                .requestId()
                .map(id -> new Request(check.asked().requester(), id));
        Optional<RecordedCheck> twin = request.flatMap(
                        key -> standing(key, check.answeredAt().minus(REPEAT_IS_SAFE_FOR)))
                .filter(other -> other.concluded().isDetermined());
        if (twin.isPresent() && check.isDetermined()) {
            return twin.get();
        }
        RecordedCheck recorded = new RecordedCheck(check);
        if (checks.putIfAbsent(recorded.id(), recorded) != null) {
            throw new LedgerUnavailable("another check has this name");
        }
        if (twin.isEmpty()) {
            request.ifPresent(key -> standing.put(key, recorded));
        }
        return recorded;
    }

    @Override
    public synchronized Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
        return standing(new Request(requester, requestId), since);
    }

    @Override
    public synchronized Optional<KeptCheck> check(CheckId id) {
        return Optional.ofNullable(checks.get(id));
    }

    @Override
    public synchronized CheckPage find(CheckQuery query) {
        List<RecordedCheck> all = checks.values().stream()
                .filter(check -> meets(check, query))
                .sorted(Comparator.comparing(MemoryCheckLedger::place, NEWEST_FIRST))
                .toList();
        List<RecordedCheck> rest = all.stream()
                .filter(check -> meets(query.after(), check, (after, it) -> NEWEST_FIRST.compare(place(it), after) > 0))
                .toList();
        List<RecordedCheck> page = rest.stream().limit(query.limit()).toList();
        return new CheckPage(
                List.copyOf(page),
                rest.size() > page.size() ? Optional.of(place(page.get(page.size() - 1))) : Optional.empty(),
                Math.min(all.size(), CheckPage.COUNTED_TO),
                all.size() > CheckPage.COUNTED_TO);
    }

    @Override
    public synchronized ExportExtent extent(CheckQuery query, Instant upTo) {
        return ExportExtent.of((int) exported(query, upTo).count());
    }

    @Override
    public synchronized List<KeptCheck> page(CheckQuery query, Instant upTo, Optional<KeptCheck> after, int most) {
        Optional<CheckCursor> last = after.flatMap(check -> Optional.ofNullable(checks.get(check.id())))
                .map(MemoryCheckLedger::place);
        return exported(query, upTo)
                .filter(check -> meets(last, check, (place, it) -> NEWEST_FIRST.compare(place(it), place) > 0))
                .sorted(Comparator.comparing(MemoryCheckLedger::place, NEWEST_FIRST))
                .limit(most)
                .<KeptCheck>map(check -> check)
                .toList();
    }

    private Stream<RecordedCheck> exported(CheckQuery query, Instant upTo) {
        return checks.values().stream()
                .filter(check -> meets(check, query))
                .filter(check -> check.concluded().asked().askedAt().isBefore(upTo));
    }

    private Optional<RecordedCheck> standing(Request request, Instant since) {
        return Optional.ofNullable(standing.get(request))
                .filter(check -> !check.concluded().answeredAt().isBefore(since));
    }

    private static boolean meets(RecordedCheck check, CheckQuery query) {
        OpenCheck asked = check.concluded().asked();
        Requester requester = asked.requester();
        return meets(query.prescription(), asked.prescription(), Object::equals)
                && meets(
                        query.nhsNumber(),
                        check,
                        (number, it) -> asked.patient().nhsNumber().equals(number)
                                || (it.concluded().findings().patient() instanceof Traced traced
                                        && traced.record().nhsNumber().equals(number)))
                && meets(
                        query.person(),
                        asked.patient(),
                        (person, patient) -> person.surname()
                                        .normalised()
                                        .equals(patient.surname().normalised())
                                && person.dateOfBirth().equals(patient.dateOfBirth()))
                && meets(query.postcode(), asked.patient().postcode(), (code, stated) -> stated.normalised()
                        .equals(code.normalised()))
                && meets(query.organisation(), requester.organisation(), Object::equals)
                && meets(query.practitioner(), requester.practitioner(), Object::equals)
                && meets(query.system(), requester.system(), Object::equals)
                && meets(query.from(), asked.askedAt(), (from, at) -> !at.isBefore(from))
                && meets(query.to(), asked.askedAt(), (to, at) -> at.isBefore(to))
                && meets(query.outcome(), OutcomeKind.of(check.outcome()), Object::equals)
                && meets(
                        query.reason(),
                        OutcomeReason.of(check.outcome()),
                        (reason, of) -> of.equals(Optional.of(reason)))
                && meets(query.disclosed(), check, (code, it) -> disclosed(it).equals(Optional.of(code)))
                && meets(query.category(), check, (code, it) -> category(it).equals(Optional.of(code)));
    }

    private static <C, T> boolean meets(Optional<C> condition, T value, BiPredicate<C, T> test) {
        return condition.isEmpty() || test.test(condition.get(), value);
    }

    private static Optional<ChargeExemption> disclosed(RecordedCheck check) {
        return check.outcome() instanceof ExemptionFound found ? Optional.of(found.disclosed()) : Optional.empty();
    }

    private static Optional<ChargeExemption> category(RecordedCheck check) {
        return check.outcome() instanceof ExemptionFound found ? Optional.of(found.category()) : Optional.empty();
    }

    private static CheckCursor place(RecordedCheck check) {
        return new CheckCursor(check.concluded().asked().askedAt(), check.id());
    }

    private record Request(Requester requester, UUID id) {}
}
