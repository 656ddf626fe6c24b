package uk.nhs.rtec.domain.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;

/** Everything that the national demographics were found to say of the holder of one number; the last of it counts. */
public record Findings(List<Finding> oldestFirst) {

    /** They were never asked. */
    public static final Findings NONE = new Findings(List.of());

    public Findings {
        oldestFirst = List.copyOf(oldestFirst);
        for (int i = 0; i < oldestFirst.size(); i++) {
            Finding finding = oldestFirst.get(i);
            if (finding.place() != i + 1
                    || !finding.registered().equals(oldestFirst.get(0).registered())) {
                throw new IllegalArgumentException("not the findings of one number in their order");
            }
        }
    }

    /** What counts. */
    public Optional<Finding> latest() {
        return oldestFirst.isEmpty() ? Optional.empty() : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
    }

    /** The finding that is to be added, or nothing when the demographics say what they said last. */
    public Optional<Finding> next(NhsNumber registered, PatientRecord said, Instant at, Optional<EventId> promptedBy) {
        boolean same = latest().map(Finding::said).equals(Optional.of(Finding.sayable(said)));
        return same
                ? Optional.empty()
                : Optional.of(new Finding(registered, oldestFirst.size() + 1, at, said, promptedBy));
    }

    /** Since when the person is known to be dead; a death that was taken back does not count. */
    public Optional<Instant> deadSince() {
        Optional<Instant> since = Optional.empty();
        for (Finding finding : oldestFirst) {
            since = finding.isOfDeath() ? since.or(() -> Optional.of(finding.at())) : Optional.empty();
        }
        return since;
    }

    /**
     * Whether someone whom the register has under this number and date of birth is the person sought, by what the demographics have said
     * since: their surviving number and corrected date of birth then do as well as those on the certificate.
     *
     * <p>Only if the demographics once said the date of birth that is on the certificate: else the number may be there by mistake, and what
     * they say of it is about somebody else.
     */
    public boolean leadTo(NhsNumber number, DateOfBirth born, Set<NhsNumber> soughtNumbers, DateOfBirth soughtBorn) {
        return latest().map(Finding::said)
                .filter(said -> haveSaid(born))
                .filter(said -> soughtNumbers.contains(number) || soughtNumbers.contains(said.nhsNumber()))
                .filter(said -> soughtBorn.equals(born)
                        || said.dateOfBirth().filter(soughtBorn::equals).isPresent())
                .isPresent();
    }

    private boolean haveSaid(DateOfBirth born) {
        return oldestFirst.stream()
                .anyMatch(finding ->
                        finding.said().dateOfBirth().filter(born::equals).isPresent());
    }

    @Override
    public String toString() {
        return "Findings[" + oldestFirst.size() + "]";
    }
}
