package uk.nhs.rtec.rest.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.rest.api.StrictJson;

/** What a dispensing system sent, read whole before anything is said about it. */
sealed interface CheckIntake {

    /** Every member is what it should be. */
    record Accepted(StatedPatient patient, PrescriptionId prescription) implements CheckIntake {}

    /**
     * Something is not.
     *
     * @param members the names of all members that are wrong, in the order of the documentation; none when it is the body as a whole
     */
    record Refused(List<String> members) implements CheckIntake {}

    /** Reads the body of a check. */
    static CheckIntake read(byte[] body, LocalDate today) {
        return StrictJson.objectIn(body)
                .map(object -> new Reading(object).intake(today))
                .orElseGet(() -> new Refused(List.of()));
    }

    /** One reading of one body. */
    final class Reading {

        private static final Set<String> MEMBERS =
                Set.of("dob", "nhsNumber", "postcode", "forename", "surname", "prescriptionId");

        private final JsonObject body;
        private final List<String> wrong = new ArrayList<>();

        private Reading(JsonObject body) {
            this.body = body;
        }

        private CheckIntake intake(LocalDate today) {
            Optional<DateOfBirth> dateOfBirth = required("dob", text -> DateOfBirth.parse(text, today));
            Optional<NhsNumber> nhsNumber = required("nhsNumber", NhsNumber::parse);
            Optional<Postcode> postcode = required("postcode", Postcode::parse);
            Optional<Forename> forename =
                    isAbsent("forename") ? Optional.empty() : required("forename", Forename::parse);
            Optional<Surname> surname = required("surname", Surname::parse);
            Optional<PrescriptionId> prescription = required("prescriptionId", PrescriptionId::parse);
            if (!wrong.isEmpty() || !unknownMembersAreStorable()) {
                return new Refused(List.copyOf(wrong));
            }
            return new Accepted(
                    new StatedPatient(
                            nhsNumber.orElseThrow(),
                            dateOfBirth.orElseThrow(),
                            postcode.orElseThrow(),
                            surname.orElseThrow(),
                            forename),
                    prescription.orElseThrow());
        }

        private <T> Optional<T> required(String member, Function<String, Optional<T>> parse) {
            Optional<T> value =
                    body.get(member) instanceof JsonString text ? parse.apply(text.getString()) : Optional.empty();
            if (value.isEmpty()) {
                wrong.add(member);
            }
            return value;
        }

        private boolean isAbsent(String member) {
            return !body.containsKey(member) || JsonValue.NULL.equals(body.get(member));
        }

        private boolean unknownMembersAreStorable() {
            return body.entrySet().stream()
                    .filter(member -> !MEMBERS.contains(member.getKey()))
                    .allMatch(member ->
                            StrictJson.isStorable(member.getKey()) && StrictJson.isStorable(member.getValue()));
        }
    }
}
