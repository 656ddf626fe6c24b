package uk.nhs.rtec.application.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.ExampleQuery;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined.Source;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.OdsCode;

/** Counts for tests: those of a ledger in memory, made anew for every question. */
public final class MemoryCheckCounts implements CheckCounts {

    private final MemoryCheckLedger ledger;

    public MemoryCheckCounts(MemoryCheckLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Progress progress() {
        return new Progress(Optional.of(Examples.NOON), List.of());
    }

    @Override
    public List<OfHour> hours(Instant from, Instant to, Optional<OdsCode> organisation) {
        return grouped(checks(from, to, organisation), MemoryCheckCounts::hour).entrySet().stream()
                .map(each -> new OfHour(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public List<OfPharmacy> pharmacies(LocalDate from, LocalDate to) {
        return grouped(checks(begin(from), begin(to.plusDays(1)), Optional.empty()), MemoryCheckCounts::code)
                .entrySet()
                .stream()
                .map(each -> new OfPharmacy(new OdsCode(each.getKey()), each.getValue()))
                .toList();
    }

    @Override
    public List<OfCategory> categories(YearMonth from, YearMonth to, Optional<OdsCode> organisation) {
        return checks(begin(from.atDay(1)), begin(to.plusMonths(1).atDay(1)), organisation)
                .filter(check -> check.outcome() instanceof ExemptionFound)
                .map(check -> new OfCategory(month(check), ((ExemptionFound) check.outcome()).category(), 1))
                .toList();
    }

    @Override
    public List<SilenceCount> silences(Instant from, Instant to, Optional<OdsCode> organisation) {
        return checks(from, to, organisation)
                .flatMap(check -> Stream.of(
                                silence(check, Source.PDS),
                                silence(check, Source.PRESCRIPTION_TRACKER),
                                silence(check, Source.EXEMPTION_REGISTER))
                        .flatMap(Optional::stream))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(each ->
                        new SilenceCount(each.getKey().source(), each.getKey().silence(), each.getValue()))
                .sorted(Comparator.comparing(SilenceCount::source).thenComparing(SilenceCount::silence))
                .toList();
    }

    private Stream<ConcludedCheck> checks(Instant from, Instant to, Optional<OdsCode> organisation) {
        List<ConcludedCheck> checks = new ArrayList<>();
        ExampleQuery query = organisation
                .map(code -> ExampleQuery.everyCheck().by(code))
                .orElseGet(ExampleQuery::everyCheck)
                .from(from)
                .to(to);
        CheckPage page = ledger.find(query.query());
        while (true) {
            page.checks().forEach(check -> checks.add(((RecordedCheck) check).concluded()));
            if (page.next().isEmpty()) {
                return checks.stream();
            }
            page = ledger.find(query.page(500, page.next()).query());
        }
    }

    private static <K> Map<K, Tally> grouped(Stream<ConcludedCheck> checks, Function<ConcludedCheck, K> key) {
        return checks.collect(
                Collectors.toMap(key, check -> of(OutcomeKind.of(check.outcome())), Tally::plus, TreeMap::new));
    }

    private static Tally of(OutcomeKind outcome) {
        return switch (outcome) {
            case EXEMPTION_FOUND -> new Tally(1, 0, 0, 0);
            case NO_EXEMPTION_FOUND -> new Tally(0, 1, 0, 0);
            case NOT_CHECKED -> new Tally(0, 0, 1, 0);
            case UNDETERMINED -> new Tally(0, 0, 0, 1);
        };
    }

    private static Instant hour(ConcludedCheck check) {
        return check.asked().askedAt().truncatedTo(ChronoUnit.HOURS);
    }

    private static String code(ConcludedCheck check) {
        return check.asked().requester().organisation().value();
    }

    private static YearMonth month(ConcludedCheck check) {
        return YearMonth.from(check.asked().askedAt().atZone(OpenCheck.ENGLAND));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(OpenCheck.ENGLAND).toInstant();
    }

    private record Silent(Source source, Silence silence) {}

    private static Optional<Silent> silence(ConcludedCheck check, Source source) {
        Optional<Silence> silence =
                switch (source) {
                    case PDS ->
                        check.findings().patient() instanceof PatientTrace.NoAnswer noAnswer
                                ? Optional.of(noAnswer.silence())
                                : Optional.empty();
                    case PRESCRIPTION_TRACKER ->
                        check.findings().prescription() instanceof PrescriptionTrace.NoAnswer noAnswer
                                ? Optional.of(noAnswer.silence())
                                : Optional.empty();
                    case EXEMPTION_REGISTER -> check.findings().certificates().silence();
                };
        return silence.map(how -> new Silent(source, how));
    }
}
