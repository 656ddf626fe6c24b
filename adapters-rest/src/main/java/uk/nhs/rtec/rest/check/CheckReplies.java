package uk.nhs.rtec.rest.check;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.rest.api.ErrorBodies;
import uk.nhs.rtec.rest.api.Faults;

/**
 * What dispensing systems are answered: exactly {@code message} and {@code type} (Real Time Exemption Checking, Development Overview and
 * Error Handling); nothing but a finding tells one outcome from another.
 */
final class CheckReplies implements ErrorBodies {

    static final String INVALID_REQUEST = "Please provide a valid request";

    Response recorded(RecordedCheck check) {
        return check.outcome()
                .map(
                        found -> answer(200, "Exemption has been found", Json.createValue(code(found)))
                                .build(),
                        notFound -> notFound(),
                        notChecked -> notFound(),
                        undetermined -> Faults.unavailable(this));
    }

    Response invalid(List<String> members) {
        return answer(400, "Please provide a valid " + String.join(", ", members), JsonValue.NULL)
                .build();
    }

    Response invalidRequest() {
        return answer(400, INVALID_REQUEST, JsonValue.NULL).build();
    }

    @Override
    public Response.ResponseBuilder error(int status) {
        if (status == 401 || status == 404 || status >= 500) {
            // A path that does not exist is no exemption that was not found: 404 without a body.
            return Response.status(status);
        }
        return answer(status, message(status), JsonValue.NULL);
    }

    private static Response notFound() {
        return answer(404, "Exemption has not been found", JsonValue.NULL).build();
    }

    private static String code(CheckOutcome.ExemptionFound found) {
        ChargeExemption disclosed = found.disclosed();
        return disclosed.code();
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> INVALID_REQUEST;
            case 403 -> "You are not allowed to check exemptions";
            case 405 -> "Please use POST";
            case 406 -> "Please accept application/json";
            case 413 -> "Please send at most 16 KiB";
            case 415 -> "Please send application/json in UTF-8";
            case 429 -> "Please try again later";
            default -> "Please check your request";
        };
    }

    private static Response.ResponseBuilder answer(int status, String message, JsonValue type) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.createObjectBuilder()
                        .add("message", message)
                        .add("type", type)
                        .build()
                        .toString());
    }
}
