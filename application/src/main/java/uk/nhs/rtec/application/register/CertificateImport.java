package uk.nhs.rtec.application.register;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.requester.Officer;

/** Reads lines, and stores the good ones a batch at a time. */
public final class CertificateImport implements ImportCertificates {

    /** As few commits and as long runs of new rows as fit into some 20 MB. */
    static final int LINES_IN_A_BATCH = 10_000;

    private final CertificateStore store;
    private final InstantSource clock;

    public CertificateImport(CertificateStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public ImportSummary importLines(Officer officer, Iterator<RegisterLine> lines, Consumer<Refusal> refusals) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND);
        ImportSummary summary = new ImportSummary(0, 0, 0);
        while (lines.hasNext()) {
            summary = plus(summary, importBatch(officer, lines, today, refusals));
        }
        return summary;
    }

    private ImportSummary importBatch(
            Officer officer, Iterator<RegisterLine> lines, LocalDate today, Consumer<Refusal> refusals) {
        List<RegisterLine.Good> good = new ArrayList<>(LINES_IN_A_BATCH);
        long read = 0;
        while (lines.hasNext() && read < LINES_IN_A_BATCH) {
            RegisterLine line = lines.next();
            read++;
            RegisterReading reading = new RegisterReading(line);
            Optional<RegisterEntry> entry = reading.entry(today);
            entry.ifPresent(stated -> good.add(new RegisterLine.Good(line.number(), stated)));
            reading.refusals().forEach(refusals);
        }
        return store(officer, good, read, refusals);
    }

    private ImportSummary store(Officer officer, List<RegisterLine.Good> good, long read, Consumer<Refusal> refusals) {
        List<CertificateStore.Taken> taken =
                store.add(good.stream().map(RegisterLine.Good::entry).toList(), Authorship.now(officer, clock));
        long accepted = 0;
        long unchanged = 0;
        for (int i = 0; i < good.size(); i++) {
            int line = good.get(i).number();
            switch (taken.get(i)) {
                case ADDED -> accepted++;
                case UNCHANGED -> unchanged++;
                case OTHER_CATEGORY -> refusals.accept(conflict(line, RegisterColumn.CATEGORY));
                case OTHER_FIRST_DAY -> refusals.accept(conflict(line, RegisterColumn.VALID_FROM));
                case OTHER_LAST_DAY -> refusals.accept(conflict(line, RegisterColumn.VALID_TO));
            }
        }
        return new ImportSummary(read, accepted, unchanged);
    }

    private static Refusal conflict(int line, RegisterColumn column) {
        return new Refusal(line, column, "is not what the register has for this certificate");
    }

    private static ImportSummary plus(ImportSummary one, ImportSummary other) {
        return new ImportSummary(
                one.read() + other.read(), one.accepted() + other.accepted(), one.unchanged() + other.unchanged());
    }
}
