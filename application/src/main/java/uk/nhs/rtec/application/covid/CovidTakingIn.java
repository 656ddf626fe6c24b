package uk.nhs.rtec.application.covid;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.HeldExemption;

/** Reads records, and stores the good ones a batch at a time. */
public final class CovidTakingIn implements TakeInCovidExemptions, TakeInOneCovidExemption {

    static final int LINES_IN_A_BATCH = 1_000;

    private final CovidExemptionStore store;
    private final InstantSource clock;

    public CovidTakingIn(CovidExemptionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public CovidIntake takeIn(Iterator<CovidLine> lines, Consumer<CovidRefusal> refusals) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND);
        CovidIntake intake = new CovidIntake(0, 0, 0);
        while (lines.hasNext()) {
            intake = plus(intake, takeInBatch(lines, today, refusals));
        }
        return intake;
    }

    @Override
    public Result takeIn(CovidLine line) {
        CovidReading reading = new CovidReading(line);
        Optional<CovidExemption> exemption = reading.exemption(LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND));
        return exemption
                .<Result>map(stated -> switch (store.add(List.of(stated)).get(0)) {
                    case ADDED -> new Added(HeldExemption.takenIn(stated));
                    case UNCHANGED -> new Unchanged();
                    case OTHER_RECORD -> new OtherRecord();
                })
                .orElseGet(() -> new Refused(reading.refusals()));
    }

    private CovidIntake takeInBatch(Iterator<CovidLine> lines, LocalDate today, Consumer<CovidRefusal> refusals) {
        List<Integer> numbers = new ArrayList<>();
        List<CovidExemption> good = new ArrayList<>();
        long read = 0;
        while (lines.hasNext() && read < LINES_IN_A_BATCH) {
            CovidLine line = lines.next();
            read++;
            CovidReading reading = new CovidReading(line);
            Optional<CovidExemption> exemption = reading.exemption(today);
            exemption.ifPresent(stated -> {
                numbers.add(line.number());
                good.add(stated);
            });
            reading.refusals().forEach(refusals);
        }
        return store(numbers, good, read, refusals);
    }

    private CovidIntake store(
            List<Integer> numbers, List<CovidExemption> good, long read, Consumer<CovidRefusal> refusals) {
        List<CovidExemptionStore.Taken> taken = store.add(good);
        long accepted = 0;
        long unchanged = 0;
        for (int i = 0; i < taken.size(); i++) {
            switch (taken.get(i)) {
                case ADDED -> accepted++;
                case UNCHANGED -> unchanged++;
                case OTHER_RECORD ->
                    refusals.accept(new CovidRefusal(
                            numbers.get(i),
                            CovidColumn.RECORD_ID,
                            "is held with other details, and what was captured is never changed"));
            }
        }
        return new CovidIntake(read, accepted, unchanged);
    }

    private static CovidIntake plus(CovidIntake one, CovidIntake other) {
        return new CovidIntake(
                one.read() + other.read(), one.accepted() + other.accepted(), one.unchanged() + other.unchanged());
    }
}
