package uk.nhs.rtec.sandbox.eps;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;

/** What a search wants: whose prescriptions, from which days, in which state and of which release. */
record SearchFilter(
        String nhsNumber, LocalDate earliest, LocalDate latest, Optional<String> status, Optional<String> release) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final int USUAL_DAYS = 28;
    private static final Set<String> RELEASES = Set.of("1", "2", "R1", "R2");

    static SearchFilter read(Parameters parameters, Instant now) throws Refused {
        String nhsNumber = parameters.first("nhsNumber").orElse("");
        if (!NhsNumbers.isValid(nhsNumber)) {
            throw new Refused(TrackerStatus.BAD_NHS_NUMBER, Envelope.SEARCHED);
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Optional<LocalDate> from = day(parameters, "earliestDate");
        Optional<LocalDate> to = day(parameters, "latestDate");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new Refused(TrackerStatus.BAD_SEARCH_DATE, Envelope.SEARCHED);
        }
        Optional<String> status = parameters.first("prescriptionStatus");
        if (status.isPresent() && PrescriptionStatus.coded(status.get()).isEmpty()) {
            throw new Refused(TrackerStatus.BAD_SEARCH_STATE, Envelope.SEARCHED);
        }
        Optional<String> release = parameters.first("prescriptionVersion");
        if (release.isPresent() && !RELEASES.contains(release.get())) {
            throw new Refused(TrackerStatus.BAD_SEARCH_VERSION, Envelope.SEARCHED);
        }
        return new SearchFilter(
                nhsNumber,
                from.orElse(today.minusDays(USUAL_DAYS)),
                to.orElse(today),
                status,
                release.map(text -> text.startsWith("R") ? text : "R" + text));
    }

    private static Optional<LocalDate> day(Parameters parameters, String name) throws Refused {
        Optional<String> text = parameters.first(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.get(), DAY));
        } catch (DateTimeParseException noDay) {
            throw new Refused(TrackerStatus.BAD_SEARCH_DATE, Envelope.SEARCHED);
        }
    }

    boolean matches(Filed.Prescription prescription) {
        String signed = prescription.text("signingDate");
        return signed.length() >= 8
                && isInWindow(signed.substring(0, 8))
                && release.filter(wanted -> !wanted.equals(prescription.release()))
                        .isEmpty()
                && (status.isEmpty()
                        || prescription.issues().keySet().stream()
                                .anyMatch(number ->
                                        prescription.statusCode(number).equals(status.get())));
    }

    private boolean isInWindow(String day) {
        return day.compareTo(earliest.format(DAY)) >= 0 && day.compareTo(latest.format(DAY)) <= 0;
    }
}
