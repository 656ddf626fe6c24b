package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import uk.nhs.rtec.application.check.CheckAnswer;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.check.CheckApi;

class OpenApiDocumentTest {

    private static final String CHECK = "POST /rtec-api-gateway/search";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    private Map<String, Object> document = Map.of();

    @BeforeEach
    void read() throws IOException {
        try (InputStream text = text()) {
            document = yaml.load(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /rtec-api-gateway/search            | 200 400 401 403 404 405 406 413 415 429 500 503
            POST /rtec-api-gateway/v1.0.0/search     | 200 400 401 403 404 405 406 413 415 429 500 503
            POST /rtec-api-gateway/1.0.0/search      | 200 400 401 403 404 405 406 413 415 429 500 503
            POST /register/v1/certificates/import    | 200 400 401 403 405 406 415 500 503
            POST /register/v1/imports                | 202 400 401 403 405 406 413 415 500 503
            GET /register/v1/imports/{id}            | 200 401 403 404 405 406 500 503
            DELETE /register/v1/imports/{id}         | 200 401 403 404 405 406 409 500 503
            GET /register/v1/imports/{id}/refused    | 200 401 403 404 405 406 500 503
            POST /register/v1/certificates           | 200 201 400 401 403 405 406 409 413 415 500 503
            POST /register/v1/certificates/search    | 200 400 401 403 405 406 413 415 500 503
            GET /register/v1/certificates/{number}   | 200 401 403 404 405 406 500 503
            POST /register/v1/certificates/{number}/revocation | 200 400 401 403 404 405 406 409 413 415 500 503
            POST /register/v1/subscriptions/search   | 200 400 401 403 405 406 413 415 500 503
            POST /register/v1/events/search          | 200 400 401 403 405 406 413 415 500 503
            GET /covid-medical-exemptions/FHIR/R4/QuestionnaireResponse | 200 400 401 405 500 503
            POST /register/v1/covid-exemptions       | 200 201 400 401 403 405 406 409 413 415 500 503
            POST /register/v1/covid-exemptions/import | 200 400 401 403 405 406 415 500 503
            GET /register/v1/covid-exemptions/unverified | 200 400 401 403 405 406 500 503
            GET /register/v1/covid-exemptions/{recordId} | 200 401 403 404 405 406 500 503
            POST /register/v1/covid-exemptions/{recordId}/decision | 204 400 401 403 404 405 406 409 413 415 500 503
            POST /audit/v1/checks/search             | 200 400 401 403 405 406 413 415 500 503 504
            GET /audit/v1/checks/{id}                | 200 401 403 404 405 406 500 503
            GET /audit/v1/checks/{id}/evidence       | 200 401 403 404 405 406 409 410 500 503
            GET /audit/v1/checks/{id}/evidence.pdf   | 200 401 403 404 405 406 409 410 500 503
            GET /audit/v1/integrity                  | 200 401 403 405 406 500 503
            GET /audit/v1/checkpoints                | 200 401 403 405 406 500 503
            GET /audit/v1/checkpoints/access-log     | 200 401 403 405 406 500 503
            GET /audit/v1/checkpoints/{month}/consistency | 200 400 401 403 404 405 406 500 503
            GET /audit/v1/statistics                 | 200 400 401 403 405 406 500 503
            POST /audit/v1/covid-attempts/search     | 200 400 401 403 405 406 413 415 500 503
            POST /audit/v1/access-log/search         | 200 400 401 403 405 406 413 415 500 503 504
            POST /audit/v1/access-alerts/search      | 200 400 401 403 405 406 413 415 500 503 504
            POST /audit/v1/access-alerts/{id}/closure | 204 400 401 403 404 405 406 409 413 415 500 503
            POST /audit/v1/claims/imports            | 202 400 401 403 405 406 413 415 500 503
            GET /audit/v1/claims/imports/{id}        | 200 401 403 404 405 406 500 503
            DELETE /audit/v1/claims/imports/{id}     | 200 401 403 404 405 406 409 500 503
            GET /audit/v1/claims/imports/{id}/refused | 200 401 403 404 405 406 500 503
            POST /audit/v1/claims/search             | 200 400 401 403 405 406 413 415 500 503 504
            GET /audit/v1/claims/summary             | 200 400 401 403 405 406 500 503 504
            GET /audit/v1/exports | 200 400 401 403 405 406 500 503
            POST /audit/v1/exports | 201 400 401 403 405 406 413 415 500 503 504
            GET /audit/v1/exports/{id} | 200 401 403 404 405 406 500 503
            POST /audit/v1/exports/{id}/approval | 204 400 401 403 404 405 406 409 413 415 500 503
            GET /audit/v1/exports/{id}/file | 200 401 403 404 405 406 409 410 500 503 504
            GET /audit/v1/exports/{id}/manifest | 200 401 403 404 405 406 500 503
            GET /audit/v1/claims/exports | 200 400 401 403 405 406 500 503
            POST /audit/v1/claims/exports | 201 400 401 403 405 406 413 415 500 503 504
            GET /audit/v1/claims/exports/{id} | 200 401 403 404 405 406 500 503
            POST /audit/v1/claims/exports/{id}/approval | 204 400 401 403 404 405 406 409 413 415 500 503
            GET /audit/v1/claims/exports/{id}/file | 200 401 403 404 405 406 409 410 500 503 504
            GET /audit/v1/claims/exports/{id}/manifest | 200 401 403 404 405 406 500 503
            """)
    void everyStatusThatAnOperationCanAnswerIsDocumented(String operation, String statuses) {
        assertThat(at(operation(operation), "responses").keySet()).containsExactly(statuses.split(" ", -1));
    }

    @Test
    void nothingElseIsDocumented() {
        Set<String> operations = new TreeSet<>();
        at(document, "paths")
                .forEach((path, methods) -> map(methods).keySet().forEach(method -> operations.add(method + path)));

        assertThat(operations)
                .containsExactly(
                        "delete/audit/v1/claims/imports/{id}",
                        "delete/register/v1/imports/{id}",
                        "get/audit/v1/checkpoints",
                        "get/audit/v1/checkpoints/access-log",
                        "get/audit/v1/checkpoints/{month}/consistency",
                        "get/audit/v1/checks/{id}",
                        "get/audit/v1/checks/{id}/evidence",
                        "get/audit/v1/checks/{id}/evidence.pdf",
                        "get/audit/v1/claims/exports",
                        "get/audit/v1/claims/exports/{id}",
                        "get/audit/v1/claims/exports/{id}/file",
                        "get/audit/v1/claims/exports/{id}/manifest",
                        "get/audit/v1/claims/imports/{id}",
                        "get/audit/v1/claims/imports/{id}/refused",
                        "get/audit/v1/claims/summary",
                        "get/audit/v1/exports",
                        "get/audit/v1/exports/{id}",
                        "get/audit/v1/exports/{id}/file",
                        "get/audit/v1/exports/{id}/manifest",
                        "get/audit/v1/integrity",
                        "get/audit/v1/statistics",
                        "get/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse",
                        "get/register/v1/certificates/{number}",
                        "get/register/v1/covid-exemptions/unverified",
                        "get/register/v1/covid-exemptions/{recordId}",
                        "get/register/v1/imports/{id}",
                        "get/register/v1/imports/{id}/refused",
                        "post/audit/v1/access-alerts/search",
                        "post/audit/v1/access-alerts/{id}/closure",
                        "post/audit/v1/access-log/search",
                        "post/audit/v1/checks/search",
                        "post/audit/v1/claims/exports",
                        "post/audit/v1/claims/exports/{id}/approval",
                        "post/audit/v1/claims/imports",
                        "post/audit/v1/claims/search",
                        "post/audit/v1/covid-attempts/search",
                        "post/audit/v1/exports",
                        "post/audit/v1/exports/{id}/approval",
                        "post/register/v1/certificates",
                        "post/register/v1/certificates/import",
                        "post/register/v1/certificates/search",
                        "post/register/v1/certificates/{number}/revocation",
                        "post/register/v1/covid-exemptions",
                        "post/register/v1/covid-exemptions/import",
                        "post/register/v1/covid-exemptions/{recordId}/decision",
                        "post/register/v1/events/search",
                        "post/register/v1/imports",
                        "post/register/v1/subscriptions/search",
                        "post/rtec-api-gateway/1.0.0/search",
                        "post/rtec-api-gateway/search",
                        "post/rtec-api-gateway/v1.0.0/search");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 406, 413, 415, 429})
    void theRefusalsOfACheckAreWordedAsTheServiceWordsThem(int status) {
        assertThat(example(CHECK, status, JSON)).isEqualTo(bodyOf(checkFaults().toResponse(refusal(status))));
    }

    @Test
    void anInvalidRequestIsWordedAsTheServiceWordsIt() {
        assertThat(example(CHECK, 400, JSON, "whole"))
                .isEqualTo(bodyOf(checkFaults().toResponse(refusal(400))));
    }

    @Test
    void aFindingAndItsAbsenceAreWordedAsPublished() {
        assertThat(example(CHECK, 200, JSON, "maternity"))
                .isEqualTo(Map.of("message", "Exemption has been found", "type", "9005"));
        assertThat(example(CHECK, 404, JSON))
                .containsEntry("message", "Exemption has not been found")
                .containsEntry("type", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /register/v1/certificates/import    | 403 405 406 415
            POST /register/v1/imports                | 403 405 406 413 415
            GET /register/v1/imports/{id}            | 403 404 405 406
            DELETE /register/v1/imports/{id}         | 403 404 405 406 409
            GET /register/v1/imports/{id}/refused    | 403 404 405 406
            POST /register/v1/certificates           | 403 405 406 413 415
            POST /register/v1/certificates/search    | 403 405 406 413 415
            GET /register/v1/certificates/{number}   | 403 404 405 406
            POST /register/v1/certificates/{number}/revocation | 403 404 405 406 413 415
            POST /register/v1/subscriptions/search   | 403 405 406 413 415
            POST /register/v1/events/search          | 403 405 406 413 415
            POST /register/v1/covid-exemptions       | 403 405 406 409 413 415
            POST /register/v1/covid-exemptions/{recordId}/decision | 403 404 405 406 409 413 415
            POST /audit/v1/checks/search             | 403 405 406 413 415
            GET /audit/v1/checks/{id}                | 403 404 405 406
            GET /audit/v1/checks/{id}/evidence       | 403 404 405 406 410
            GET /audit/v1/checks/{id}/evidence.pdf   | 403 404 405 406 410
            GET /audit/v1/integrity                  | 403 405 406
            GET /audit/v1/checkpoints                | 403 405 406
            GET /audit/v1/checkpoints/access-log     | 403 405 406
            GET /audit/v1/checkpoints/{month}/consistency | 403 404 405 406
            GET /audit/v1/statistics                 | 403 405 406
            POST /audit/v1/covid-attempts/search     | 403 405 406 413 415
            POST /audit/v1/access-log/search         | 403 405 406 413 415
            POST /audit/v1/access-alerts/search      | 403 405 406 413 415
            POST /audit/v1/access-alerts/{id}/closure | 403 404 405 406 409 413 415
            GET /audit/v1/exports                    | 403 405 406
            POST /audit/v1/exports                   | 403 405 406 413 415
            GET /audit/v1/exports/{id}               | 403 404 405 406
            POST /audit/v1/exports/{id}/approval     | 403 404 405 406 409 413 415
            GET /audit/v1/exports/{id}/file          | 403 404 405 406 409 410
            GET /audit/v1/exports/{id}/manifest      | 403 404 405 406
            """)
    void theProblemsOfTheOtherApisAreWordedAsTheServiceWordsThem(String operation, String statuses) {
        for (String status : statuses.split(" ", -1)) {
            assertThat(example(operation, Integer.parseInt(status), PROBLEM))
                    .isEqualTo(bodyOf(
                            new Problems().error(Integer.parseInt(status)).build()));
        }
    }

    @Test
    void whatHasNoBodyIsDocumentedWithoutOne() {
        at(document, "paths").forEach((path, methods) -> map(methods).values().forEach(operation -> {
            // FHIR has a body for a refusal, and knows no 403.
            boolean fhir = path.contains("/FHIR/");
            for (int status : fhir ? List.of(500, 503) : List.of(401, 500, 503)) {
                assertThat(response(map(operation), status))
                        .as(path + " " + status)
                        .doesNotContainKey("content");
            }
            assertThat(at(response(map(operation), 401), "headers")).containsKey("WWW-Authenticate");
            if (!fhir) {
                assertThat(at(response(map(operation), 403), "headers")).containsKey("WWW-Authenticate");
            }
            assertThat(at(response(map(operation), 405), "headers")).containsKey("Allow");
            assertThat(at(response(map(operation), 503), "headers")).containsKey("Retry-After");
        }));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(resolved(reference))
                .isNotEmpty());
    }

    @Test
    void theDocumentHasNoAliasesSinceTheServersReaderTakesThemForText() throws IOException {
        try (InputStream text = text()) {
            Iterator<Event> events = yaml.parse(
                            new java.io.InputStreamReader(text, java.nio.charset.StandardCharsets.UTF_8))
                    .iterator();

            assertThat(events).toIterable().noneMatch(AliasEvent.class::isInstance);
        }
    }

    private static InputStream text() throws IOException {
        InputStream text = OpenApiDocumentTest.class.getResourceAsStream("/META-INF/openapi.yaml");
        if (text == null) {
            throw new IOException("there is no document");
        }
        return text;
    }

    private static ClientErrorException refusal(int status) {
        return status == 405
                ? new jakarta.ws.rs.NotAllowedException("POST", new String[0])
                : new ClientErrorException(status);
    }

    @SuppressWarnings("deprecation") // The specification has no other way yet to hand over what is already built.
    private static Faults checkFaults() {
        Application api = new CheckApi(
                (requester, patient, prescription, reference) -> new CheckAnswer.RequestIdReused(),
                InstantSource.system());
        return api.getSingletons().stream()
                .filter(Faults.class::isInstance)
                .map(Faults.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** JSON is YAML too. */
    private Map<String, Object> bodyOf(Response answer) {
        return yaml.load(answer.getEntity().toString());
    }

    private Map<String, Object> example(String operation, int status, String type) {
        return at(response(operation(operation), status), "content", type, "example");
    }

    private Map<String, Object> example(String operation, int status, String type, String name) {
        return at(response(operation(operation), status), "content", type, "examples", name, "value");
    }

    private Map<String, Object> operation(String operation) {
        String[] parts = operation.split(" ", -1);
        return at(document, "paths", parts[1], parts[0].toLowerCase(java.util.Locale.ROOT));
    }

    private Map<String, Object> response(Map<String, Object> operation, int status) {
        Map<String, Object> response = at(operation, "responses", Integer.toString(status));
        return response.get("$ref") instanceof String reference ? resolved(reference) : response;
    }

    private Map<String, Object> resolved(String reference) {
        assertThat(reference).startsWith("#/");
        return at(document, reference.substring(2).split("/", -1));
    }

    private static void collectReferences(Object node, List<String> references) {
        if (node instanceof Map<?, ?> members) {
            if (members.get("$ref") instanceof String reference) {
                references.add(reference);
            }
            members.values().forEach(value -> collectReferences(value, references));
        } else if (node instanceof List<?> elements) {
            elements.forEach(element -> collectReferences(element, references));
        }
    }

    private static Map<String, Object> at(Map<String, Object> node, String... path) {
        Map<String, Object> found = node;
        for (String member : path) {
            found = map(found.get(member));
        }
        return found;
    }

    @SuppressWarnings("unchecked") // Every member of the document has a text for its name.
    private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object node) {
        assertThat(node).isInstanceOf(Map.class);
        return (Map<String, Object>) java.util.Objects.requireNonNull(node);
    }
}
