package uk.nhs.rtec.rest.covid;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What an app asks, read whole before anything is said about it. */
sealed interface QuestionIntake {

    String QUESTIONNAIRE = "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";
    String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

    /** Every parameter is what it should be. */
    record Accepted(NhsNumber number) implements QuestionIntake {}

    /** Something is not: one text for each thing that is wrong. */
    record Refused(List<String> diagnostics) implements QuestionIntake {}

    /** Reads the parameters of a question. */
    static QuestionIntake read(MultivaluedMap<String, String> parameters) {
        List<String> wrong = new ArrayList<>();
        Optional<NhsNumber> number = Reading.only(parameters, Reading.IDENTIFIER)
                .filter(value -> value.startsWith(NHS_NUMBER + "|"))
                .flatMap(value -> NhsNumber.parse(value.substring(NHS_NUMBER.length() + 1)));
        if (number.isEmpty()) {
            wrong.add("Missing required request parameters: [patient.identifier]");
        }
        if (Reading.only(parameters, Reading.FORM).filter(QUESTIONNAIRE::equals).isEmpty()) {
            wrong.add("Missing or invalid required request parameters: [questionnaire]");
        }
        parameters.keySet().stream()
                .filter(name -> !Reading.KNOWN.contains(name))
                .sorted()
                .limit(Reading.MOST_NAMED)
                .forEach(name -> wrong.add("Unknown search parameter '" + Reading.shortened(name)
                        + "' for resource type 'QuestionnaireResponse'."));
        return number.isPresent() && wrong.isEmpty() ? new Accepted(number.get()) : new Refused(List.copyOf(wrong));
    }

    /** How parameters are read. */
    final class Reading {

        private static final String IDENTIFIER = "patient.identifier";
        private static final String FORM = "questionnaire";
        private static final Set<String> KNOWN = Set.of(IDENTIFIER, FORM);
        private static final int MOST_NAMED = 10;
        private static final int LONGEST_NAME = 64;

        private Reading() {}

        /** Its value when it is there once: of two it could not be said which one is meant. */
        private static Optional<String> only(MultivaluedMap<String, String> parameters, String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
        }

        /** A name is repeated as far as names go; what looks like a number in it may be a patient's. */
        private static String shortened(String name) {
            String plain = name.replaceAll("[^A-Za-z._:\\-]", "?");
            return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
        }
    }
}
