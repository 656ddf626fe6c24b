package uk.nhs.rtec.rest.audit;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** What an auditor asks for, read whole before anything is said about it. */
sealed interface SearchIntake {

    /** Every member is what it should be. */
    record Accepted(String reason, CheckQuery query) implements SearchIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements SearchIntake {}

    /** Reads the body of a search. */
    static SearchIntake read(byte[] body) {
        return StrictJson.objectIn(body)
                .map(object -> new Reading(object).intake())
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** One reading of one body. */
    final class Reading {

        private static final int USUAL_PAGE = 50;
        private static final Set<String> MEMBERS = Set.of(
                "reason",
                "prescriptionId",
                "nhsNumber",
                "odsCode",
                "userId",
                "asid",
                "from",
                "to",
                "outcome",
                "type",
                "category",
                "limit",
                "cursor");

        private final JsonObject body;
        private final List<Fault> faults = new ArrayList<>();

        private Reading(JsonObject body) {
            this.body = body;
        }

        private SearchIntake intake() {
            String reason = reason();
            Optional<PrescriptionId> prescription =
                    text("prescriptionId", PrescriptionId::parse, "must be an EPS Release 2 prescription ID");
            Optional<NhsNumber> nhsNumber = text("nhsNumber", NhsNumber::parse, "must be an NHS number");
            Optional<OdsCode> organisation = text("odsCode", OdsCode::parse, "must be an ODS code");
            Optional<SdsUserId> practitioner = text("userId", SdsUserId::parse, "must be an SDS user id");
            Optional<Asid> system = text("asid", Asid::parse, "must be an ASID of 12 digits");
            Optional<Instant> from = text("from", Reading::moment, "must be a time with its offset, ISO 8601");
            Optional<Instant> to = text("to", Reading::moment, "must be a time with its offset, ISO 8601");
            Optional<OutcomeKind> outcome =
                    text("outcome", Reading::outcome, "must be one of " + Arrays.toString(OutcomeKind.values()));
            Optional<ChargeExemption> type = text("type", ChargeExemption::ofCode, "must be a charge exemption code");
            Optional<ChargeExemption> category =
                    text("category", ChargeExemption::ofCode, "must be a charge exemption code");
            int limit = limit();
            Optional<CheckCursor> cursor =
                    text("cursor", CursorText::parse, "must be what an earlier answer gave as next");
            body.keySet().stream()
                    .filter(member -> !MEMBERS.contains(member))
                    .forEach(member -> faults.add(new Fault("body", "has a member that is not known")));
            if (!faults.isEmpty()) {
                return new Refused(List.copyOf(faults));
            }
            return new Accepted(
                    reason,
                    new CheckQuery(
                            prescription,
                            nhsNumber,
                            // No search by name and birthday is offered yet.
                            Optional.empty(),
                            organisation,
                            practitioner,
                            system,
                            from,
                            to,
                            outcome,
                            type,
                            category,
                            limit,
                            cursor));
        }

        private String reason() {
            String reason = body.get("reason") instanceof JsonString text
                    ? text.getString().strip()
                    : "";
            if (reason.isEmpty()
                    || reason.codePointCount(0, reason.length()) > AccessToHistory.LONGEST_REASON
                    || !StrictJson.isStorable(reason)) {
                faults.add(new Fault(
                        "reason", "must say why you look, in 1 to " + AccessToHistory.LONGEST_REASON + " characters"));
            }
            return reason;
        }

        private <T> Optional<T> text(String member, Function<String, Optional<T>> parse, String complaint) {
            JsonValue value = body.get(member);
            if (value == null || value == JsonValue.NULL) {
                return Optional.empty();
            }
            Optional<T> parsed = value instanceof JsonString text ? parse.apply(text.getString()) : Optional.empty();
            if (parsed.isEmpty()) {
                faults.add(new Fault(member, complaint));
            }
            return parsed;
        }

        private int limit() {
            JsonValue value = body.get("limit");
            if (value == null || value == JsonValue.NULL) {
                return USUAL_PAGE;
            }
            // As a decimal: longValue() keeps the low bits only, and would take 2^64 + 1 for 1.
            if (value instanceof JsonNumber number
                    && number.isIntegral()
                    && number.bigDecimalValue().compareTo(BigDecimal.ONE) >= 0
                    && number.bigDecimalValue().compareTo(BigDecimal.valueOf(CheckQuery.LARGEST_PAGE)) <= 0) {
                return number.intValue();
            }
            faults.add(new Fault("limit", "must be a whole number from 1 to " + CheckQuery.LARGEST_PAGE));
            return USUAL_PAGE;
        }

        private static Optional<Instant> moment(String text) {
            try {
                return KeptMoment.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static Optional<OutcomeKind> outcome(String text) {
            return Arrays.stream(OutcomeKind.values())
                    .filter(kind -> kind.name().equals(text))
                    .findFirst();
        }
    }
}
