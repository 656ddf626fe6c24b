package uk.nhs.rtec.spine.covid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.wire.TolerantObject;

/**
 * A FHIR R4 Bundle of one patient's exemptions. It is read whole or not at all: a record that cannot be read may be the exemption, and so
 * may one that somebody else's number stands in.
 */
record FhirMedicalExemptions(TolerantObject bundle, NhsNumber asked, LocalDate today) {

    static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    static final String QUESTIONNAIRE = "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";
    private static final String STATUSES = "https://fhir.nhs.uk/CodeSystem/covid-vaccination-medical-exemption";

    /** Every record that stands, in the order of their ids; nothing when this is not such a Bundle about this patient. */
    Optional<List<CovidExemption>> records() {
        if (!is(bundle, "resourceType", "Bundle") || !is(bundle, "type", "searchset") || hasMorePages()) {
            return Optional.empty();
        }
        if (!bundle.mentions("entry")) {
            return Optional.of(List.of());
        }
        List<TolerantObject> entries = bundle.objects("entry");
        List<CovidExemption> records = new ArrayList<>();
        for (TolerantObject entry : entries) {
            Optional<TolerantObject> response = entry.object("resource").filter(this::isAboutTheOneAsked);
            Optional<Standing> standing = response.flatMap(FhirMedicalExemptions::standing);
            if (response.isEmpty() || standing.isEmpty()) {
                return Optional.empty();
            }
            if (standing.get() == Standing.DECIDED) {
                Optional<CovidExemption> record = record(response.get());
                if (record.isEmpty()) {
                    return Optional.empty();
                }
                records.add(record.get());
            }
        }
        records.sort(Comparator.comparing(record -> record.id().value()));
        // Where there are none, the contract leaves the whole member out.
        return entries.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(records));
    }

    /** The contract knows no pages: what says that there is another one would be read in part only. */
    private boolean hasMorePages() {
        return bundle.objects("link").stream().anyMatch(link -> is(link, "relation", "next"));
    }

    private boolean isAboutTheOneAsked(TolerantObject response) {
        return is(response, "resourceType", "QuestionnaireResponse")
                && is(response, "questionnaire", QUESTIONNAIRE)
                && response.object("subject")
                        .flatMap(subject -> subject.object("identifier"))
                        .filter(identifier ->
                                is(identifier, "system", NHS_NUMBER) && is(identifier, "value", asked.inTheClear()))
                        .isPresent();
    }

    /** Whether a response is a decision. */
    private enum Standing {
        DECIDED,
        /** Taken back, or never finished. */
        NO_DECISION
    }

    /** As FHIR's vocabulary of {@code status} has it; nothing for a word that is not in it. */
    private static Optional<Standing> standing(TolerantObject response) {
        return response.text("status").flatMap(status -> switch (status) {
            case "completed", "amended" -> Optional.of(Standing.DECIDED);
            case "entered-in-error", "in-progress", "stopped" -> Optional.of(Standing.NO_DECISION);
            default -> Optional.empty();
        });
    }

    private Optional<CovidExemption> record(TolerantObject response) {
        Optional<CovidRecordId> id = response.text("id").flatMap(CovidRecordId::parse);
        Optional<FullName> name = response.object("subject")
                .flatMap(subject -> subject.text("display"))
                .flatMap(FullName::parse);
        Optional<DateOfBirth> born = contained(response)
                .flatMap(patient -> patient.text("birthDate"))
                .flatMap(text -> DateOfBirth.parse(text, today));
        Optional<CovidStatus> status = status(response);
        Optional<ExemptionPeriod> period = period(response);
        if (id.isEmpty() || name.isEmpty() || born.isEmpty() || status.isEmpty() || period.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CovidExemption(id.get(), asked, name.get(), born.get(), status.get(), period.get()));
    }

    /** FHIR and the published examples have an array here, the published schema one object. */
    private static Optional<TolerantObject> contained(TolerantObject response) {
        return response.object("contained")
                .or(() -> response.objects("contained").stream().findFirst())
                .filter(patient -> is(patient, "resourceType", "Patient"));
    }

    private static Optional<CovidStatus> status(TolerantObject response) {
        return answer(response, "exemptionStatus")
                .flatMap(answer -> answer.object("valueCoding"))
                .filter(coding -> is(coding, "system", STATUSES))
                .flatMap(coding -> coding.text("code"))
                .flatMap(CovidStatus::ofCode);
    }

    private static Optional<ExemptionPeriod> period(TolerantObject response) {
        return answer(response, "exemptionPeriodStart")
                .flatMap(answer -> answer.text("valueDateTime"))
                .flatMap(FhirMoment::first)
                .flatMap(start -> {
                    if (isOpen(response)) {
                        return Optional.of(new ExemptionPeriod(start, Optional.empty()));
                    }
                    return answer(response, "exemptionPeriodEnd")
                            .flatMap(answer -> answer.text("valueDateTime"))
                            .flatMap(FhirMoment::last)
                            .filter(end -> !end.isBefore(start))
                            .map(end -> new ExemptionPeriod(start, Optional.of(end)));
                });
    }

    /** An open end is the text "null", as it is published, or an item that is not there. */
    private static boolean isOpen(TolerantObject response) {
        return response.objects("item").stream().noneMatch(item -> is(item, "linkId", "exemptionPeriodEnd"))
                || answer(response, "exemptionPeriodEnd")
                        .filter(answer -> is(answer, "valueString", "null"))
                        .isPresent();
    }

    /** The one answer to the one item of this name; nothing of two, of which nobody can say which one counts. */
    private static Optional<TolerantObject> answer(TolerantObject response, String linkId) {
        List<TolerantObject> answers = response.objects("item").stream()
                .filter(item -> is(item, "linkId", linkId))
                .flatMap(item -> item.objects("answer").stream())
                .toList();
        return answers.size() == 1 ? Optional.of(answers.get(0)) : Optional.empty();
    }

    private static boolean is(TolerantObject object, String member, String value) {
        return object.text(member).filter(value::equals).isPresent();
    }

    @Override
    public String toString() {
        return "FhirMedicalExemptions[…]";
    }
}
