package uk.nhs.rtec.application.covid;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.CallingApp;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Surname;

/** Imogen Ashdown-Okafor, exempt from vaccination until further notice, until a test says otherwise. */
public final class ExampleCovid {

    public static final NhsNumber IMOGEN = new NhsNumber("9990548021");
    public static final NhsNumber OTHER = new NhsNumber("9990548072");
    public static final Instant START = Instant.parse("2026-01-10T09:30:00Z");

    private static final DateOfBirth BORN = new DateOfBirth(LocalDate.of(1979, 2, 11));

    private static final CallingApp APP =
            new CallingApp(new AppId("app"), "use", "basis", Set.of(AccessMode.values()), ProofingLevel.P9);

    /** An app that answers for itself. */
    public static final Asking BY_APP = new Asking(APP, Optional.empty());

    private ExampleCovid() {}

    /** The patient with this number, signed in to an app. */
    public static Asking byPatient(NhsNumber number) {
        return new Asking(APP, Optional.of(signedIn(number, ProofingLevel.P9)));
    }

    public static SignedInPatient signedIn(NhsNumber number, ProofingLevel level) {
        return new SignedInPatient(number, level, new LoginToken("an.id.token"));
    }

    public static CovidExemption exemption(String id) {
        return exemption(id, IMOGEN, CovidStatus.EXEMPT_FROM_VACCINATION, Optional.empty());
    }

    public static CovidExemption exemption(String id, NhsNumber number, CovidStatus status, Optional<Instant> end) {
        return exemption(id, number, status, new ExemptionPeriod(START, end));
    }

    public static CovidExemption exemption(String id, NhsNumber number, CovidStatus status, ExemptionPeriod period) {
        return new CovidExemption(
                new CovidRecordId(id), number, new FullName("Imogen Ashdown-Okafor"), BORN, status, period);
    }

    /** Who the national demographics say has this number. */
    public static PatientRecord imogen(NhsNumber number) {
        return new PatientRecord(
                number,
                Optional.of(BORN),
                Optional.empty(),
                Optional.of(new Surname("Ashdown-Okafor")),
                Optional.empty(),
                Set.of());
    }

    public static CovidChange verified(CovidExemption exemption) {
        return change(exemption, exemption.nhsNumber());
    }

    /** The national demographics have another number for her. */
    public static CovidChange unverified(CovidExemption exemption) {
        return change(exemption, exemption.nhsNumber().equals(OTHER) ? IMOGEN : OTHER);
    }

    private static CovidChange change(CovidExemption exemption, NhsNumber traced) {
        return new CovidChange(
                HeldExemption.takenIn(exemption)
                        .verified(new PatientTrace.Traced(imogen(traced)))
                        .orElseThrow(),
                Examples.NOON,
                Optional.empty());
    }
}
