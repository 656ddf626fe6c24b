package uk.nhs.rtec.spine.pds;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** A FHIR R4 Patient as PDS serves it; a value that is missing, partial or not of its kind cannot be verified, and reads as none. */
record FhirPatient(TolerantObject patient, LocalDate today) {

    private static final String DEATH_NOTIFICATION_STATUS =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus";

    /** The record, or nothing when this is no patient with an NHS number. */
    Optional<PatientRecord> record() {
        return patient.text("resourceType")
                .filter("Patient"::equals)
                .flatMap(type -> patient.text("id"))
                .flatMap(NhsNumber::parse)
                .map(number -> new PatientRecord(
                        number,
                        patient.text("birthDate").flatMap(text -> DateOfBirth.parse(text, today)),
                        home().flatMap(address -> address.text("postalCode"))
                                .map(String::strip)
                                .flatMap(Postcode::parse),
                        usualName().flatMap(name -> name.text("family")).flatMap(Surname::parse),
                        usualName()
                                .flatMap(name -> name.texts("given").stream().findFirst())
                                .flatMap(Forename::parse),
                        marks()));
    }

    private Optional<TolerantObject> usualName() {
        return standing("name", "usual");
    }

    private Optional<TolerantObject> home() {
        return standing("address", "home");
    }

    /**
     * The one that holds today, the latest begun first; else the one that ended last, since a record whose only usual name or home
     * address has ended could never be verified; else the next to begin.
     */
    private Optional<TolerantObject> standing(String member, String use) {
        return patient.objects(member).stream()
                .filter(element -> element.text("use").filter(use::equals).isPresent())
                .min(Comparator.comparing(FhirPeriod::of, FhirPeriod.standingFirst(today)));
    }

    private Set<Mark> marks() {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (isRestricted()) {
            marks.add(Mark.RESTRICTED);
        }
        if (isDeceased()) {
            marks.add(Mark.DECEASED);
        }
        return marks;
    }

    /** Any label but {@code U}, and also labels that cannot be read; only a record without any is taken for one that PDS shows to all. */
    private boolean isRestricted() {
        if (!patient.has("meta")) {
            return false;
        }
        Optional<TolerantObject> meta = patient.object("meta");
        if (meta.isPresent() && !meta.get().has("security")) {
            return false;
        }
        List<TolerantObject> labels =
                meta.map(readable -> readable.objects("security")).orElse(List.of());
        return labels.isEmpty()
                || labels.stream()
                        .anyMatch(
                                label -> label.text("code").filter("U"::equals).isEmpty());
    }

    /** Status {@code U} takes a notified death back; 1 and 2 tell of one, with or without its date. */
    private boolean isDeceased() {
        Set<String> statuses = Set.copyOf(deathNotificationStatuses().toList());
        return !statuses.contains("U")
                && (patient.has("deceasedDateTime") || statuses.contains("1") || statuses.contains("2"));
    }

    private Stream<String> deathNotificationStatuses() {
        return patient.objects("extension").stream()
                .filter(extension -> is(extension, DEATH_NOTIFICATION_STATUS))
                .flatMap(extension -> extension.objects("extension").stream())
                .filter(part -> is(part, "deathNotificationStatus"))
                .flatMap(part -> part.object("valueCodeableConcept").stream())
                .flatMap(concept -> concept.objects("coding").stream())
                .flatMap(coding -> coding.text("code").stream());
    }

    private static boolean is(TolerantObject extension, String url) {
        return extension.text("url").filter(url::equals).isPresent();
    }

    @Override
    public String toString() {
        return "FhirPatient[…]";
    }
}
