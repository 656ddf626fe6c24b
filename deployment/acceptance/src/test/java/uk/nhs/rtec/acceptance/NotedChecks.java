package uk.nhs.rtec.acceptance;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

/** What callers have asked, each check with a request id and a prescription of its own, and what they were answered, if they were. */
final class NotedChecks {

    /** Found, found with a code of its own, not found; and one whose prescription nobody has filed, which is therefore not checked. */
    private static final List<Question> PEOPLE =
            List.of(Question.MEDICAL, Question.MATERNITY, Question.WITHOUT_CERTIFICATE, Question.UNDER_SIXTEEN);

    private final AtomicInteger last = new AtomicInteger();
    private final Map<String, Check> asked = new ConcurrentHashMap<>();
    private final Map<String, Answer> answered = new ConcurrentHashMap<>();

    /** A check as it is asked, and as it is asked again. */
    record Check(UUID request, Question question, boolean isFiled) {

        String prescription() {
            return question.prescriptionId();
        }
    }

    /** What the counter was told: whether an exemption was found, and its code. */
    record Answer(boolean found, Optional<String> type) {

        /** What a dispenser was told; nothing when that was neither 200 nor 404. */
        static Optional<Answer> of(int status, String body) {
            return status == 200 || status == 404
                    ? Optional.of(new Answer(status == 200, type(Rtec.json(body))))
                    : Optional.empty();
        }

        /** What an auditor reads. */
        static Answer of(JsonObject check) {
            return new Answer(check.getString("outcome").equals("EXEMPTION_FOUND"), type(check));
        }

        private static Optional<String> type(JsonObject json) {
            JsonValue type = json.get("type");
            return type instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
        }
    }

    /** One more that nobody has asked; it is noted before it is. */
    Check next() {
        int number = last.incrementAndGet();
        int kind = number % PEOPLE.size();
        Check check = new Check(
                UUID.randomUUID(),
                PEOPLE.get(kind).withPrescription(prescription(number)),
                !PEOPLE.get(kind).equals(Question.UNDER_SIXTEEN));
        asked.put(check.prescription(), check);
        return check;
    }

    void answered(Check check, Answer answer) {
        answered.put(check.prescription(), answer);
    }

    Map<String, Check> asked() {
        return Map.copyOf(asked);
    }

    Map<String, Answer> answered() {
        return Map.copyOf(answered);
    }

    private static String prescription(int number) {
        String stem = "%06X-A99968-%05X".formatted(0xB00000 + number, number);
        return IntStream.rangeClosed(0, 36)
                .mapToObj(value -> stem + (value == 36 ? "+" : Integer.toString(value, 36)))
                .flatMap(text -> PrescriptionId.parse(text).stream())
                .findFirst()
                .orElseThrow()
                .inTheClear();
    }
}
