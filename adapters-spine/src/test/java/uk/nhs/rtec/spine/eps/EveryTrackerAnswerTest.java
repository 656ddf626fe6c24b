package uk.nhs.rtec.spine.eps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.Found;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.IssueNotFound;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NotFound;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;

/** Every answer that the tracker documents to a basic retrieve, and what a check makes of it. */
@Timeout(20)
final class EveryTrackerAnswerTest {

    private UpstreamStub tracker;
    private EpsPrescriptionTracker client;

    @BeforeEach
    void start() {
        tracker = new UpstreamStub();
        client = new EpsPrescriptionTracker(
                Clients.client(TrackerApi.class, tracker.url("")),
                new TrackerSettings(new Asid("200000002001"), "200000002002"));
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    /**
     * The codes of the tracker's developer pages, each with the page it stands on. Failures come with status 200 and a code, which is
     * a string as documented or a number as seen, and a member named either way.
     */
    @ParameterizedTest(name = "{0} ({1}: {2}) is {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    0  | Retrieve basic prescription information    | ''                                      | NOT_FOUND
                    1  | Overview, Error Handling                   | Not found                               | NOT_FOUND
                    2  | Overview, Error Handling                   | No unique prescription                  | REFUSED
                    3  | Overview, Error Handling                   | Issue not found                         | ISSUE_NOT_FOUND
                    4  | Overview, Error Handling                   | Failed to parse prescription            | REFUSED
                    5  | Overview, Error Handling                   | Unexpected exception                    | REFUSED
                    6  | Retrieve detailed prescription information | Prescription ID not found               | UNREADABLE
                    7  | Retrieve detailed prescription information | Prescription Line Item ID not found     | UNREADABLE
                    8  | Retrieve detailed prescription information | Prescription repeat instance not found  | UNREADABLE
                    9  | nowhere                                    | not assigned                            | UNREADABLE
                    49 | nowhere                                    | not assigned                            | UNREADABLE
                    50 | Overview, Error Handling                   | Query parameters have not been provided | UNREADABLE
                    51 | Overview, Error Handling                   | Invalid prescription id                 | UNREADABLE
                    52 | Overview, Error Handling                   | Invalid or missing asid                 | UNREADABLE
                    53 | Overview, Error Handling                   | Invalid version                         | UNREADABLE
                    54 | Overview, Error Handling                   | Invalid traceId                         | UNREADABLE
                    55 | Overview, Error Handling                   | Invalid userId                          | UNREADABLE
                    56 | Overview, Error Handling                   | Invalid roleProfileId                   | UNREADABLE
                    57 | Overview, Error Handling                   | Invalid search date                     | UNREADABLE
                    58 | nowhere                                    | not assigned                            | UNREADABLE
                    59 | Overview, Error Handling                   | Invalid search prescription state       | UNREADABLE
                    60 | Overview, Error Handling                   | Invalid search prescription version     | UNREADABLE
                    61 | Overview, Error Handling                   | Invalid or missing NHS number           | UNREADABLE
                    99 | nowhere                                    | not assigned                            | UNREADABLE
                    """)
    void everyStatusCode(String code, String page, String reason, String outcome) {
        for (String spelled : new String[] {"\"" + code + "\"", code, "\" " + code + " \""}) {
            for (String payload :
                    new String[] {"\"prescription\":{}", "\"prescriptions\":{}", "\"prescriptionList\":{}"}) {
                answers("{\"reason\":\"%s\",\"version\":\"1.0\",%s,\"statusCode\":%s}"
                        .formatted(reason, payload, spelled));

                assertThat(find()).as(page + " " + spelled + " " + payload).isEqualTo(trace(outcome));
            }
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'\"\"', NOT_FOUND", // success, as some pages have it
        "'\"OK\"', UNREADABLE",
        "'\"-1\"', UNREADABLE",
        "'\"00\"', UNREADABLE",
        "'null', UNREADABLE",
        "'false', UNREADABLE",
        "'\"False\"', UNREADABLE",
        "'{}', UNREADABLE",
        "'1.0', UNREADABLE"
    })
    void whatIsNoStatusCode(String code, String outcome) {
        answers("{\"reason\":\"\",\"version\":\"1\",\"prescription\":{},\"statusCode\":" + code + "}");

        assertThat(find()).isEqualTo(trace(outcome));
    }

    /**
     * The thirteen values of the pages' prescriptionStatus, and what is none. With a payload or without, an issue that is not found is
     * told apart from a prescription that is not.
     */
    @ParameterizedTest(name = "code {0} with state {1} is {2}")
    @CsvSource({
        "0, 0000, FOUND",
        "0, 0001, FOUND",
        "0, 0002, FOUND",
        "0, 0003, FOUND",
        "0, 0004, FOUND",
        "0, 0005, FOUND",
        "0, 0006, FOUND",
        "0, 0007, FOUND",
        "0, 0008, FOUND",
        "0, 0009, FOUND",
        "0, 9000, FOUND",
        "0, 9001, FOUND",
        "0, 9005, FOUND",
        "0, 0010, UNREADABLE",
        "0, False, UNREADABLE", // the tracker's null
        "0, '', UNREADABLE", // its other one
        "1, 0001, NOT_FOUND",
        "2, 0001, REFUSED",
        "3, '', ISSUE_NOT_FOUND"
    })
    void everyState(String code, String state, String outcome) {
        answers(prescription(code, state, "0101"));

        assertThat(find())
                .isEqualTo(
                        outcome.equals("FOUND")
                                ? found(PrescriptionState.ofCode(state).orElseThrow(), PrescriptionOrigin.ENGLISH_NHS)
                                : trace(outcome));
    }

    /** Of each of the kinds that the pages' prescriptionTypeCode has. */
    @ParameterizedTest(name = "type {0} is {1}")
    @CsvSource({
        "0001, ENGLISH_NHS",
        "0003, ENGLISH_NHS",
        "0004, ENGLISH_NHS",
        "0006, ENGLISH_NHS",
        "0009, PRIVATE",
        "0101, ENGLISH_NHS",
        "0125, ENGLISH_NHS",
        "0201, WELSH",
        "0501, ISLE_OF_MAN",
        "0607, ENGLISH_NHS",
        "0707, WELSH",
        "0901, PRIVATE",
        "0916, PRIVATE",
        "1001, ENGLISH_NHS",
        "1101, ENGLISH_NHS",
        "1201, ENGLISH_NHS",
        "2001, WELSH",
        "5001, ISLE_OF_MAN"
    })
    void everyType(String type, PrescriptionOrigin origin) {
        answers(prescription("0", "0001", type));

        assertThat(find()).isEqualTo(found(PrescriptionState.TO_BE_DISPENSED, origin));
    }

    /** Overview: what HTTP itself cannot serve comes without JSON. */
    @ParameterizedTest(name = "status {0} is {2}")
    @CsvSource({
        "200, '<html></html>', UNREADABLE",
        "204, '', UNREADABLE",
        "206, '', UNREADABLE",
        "302, '', UNREADABLE",
        "400, '', REFUSED", // a wrong format
        "403, '', REFUSED", // an ASID that is not the certificate's, or not for this interaction
        "404, '', REFUSED",
        "405, '', REFUSED",
        "429, '', REFUSED",
        "500, '<html></html>', REFUSED",
        "502, '<html></html>', REFUSED",
        "503, '', REFUSED",
        "504, '', REFUSED"
    })
    void everyOtherStatus(int status, String body, String outcome) {
        tracker.always(UpstreamStub.json(status, "text/html", body));

        assertThat(find()).isEqualTo(trace(outcome));
    }

    private void answers(String body) {
        tracker.always(UpstreamStub.json(200, "application/json; charset=UTF-8", body));
    }

    private PrescriptionTrace find() {
        return client.find(new PrescriptionId("7A1C3E-A99968-0D4F2L"), new SdsUserId("555086689106"));
    }

    private static String prescription(String code, String state, String type) {
        return """
                {"reason":"","version":"1","statusCode":"%s","prescription":{"prescriptionId":"7A1C3E-A99968-0D4F2L",\
                "patientNhsNumber":"9990000018","prescriptionType":{"prescriptionTypeCode":"%s"},\
                "pendingCancellations":"False","nominatedDispenserODS":"False",\
                "issue":{"issueNumber":"1","prescriptionStatus":{"statusCode":"%s"},"lastDispenseDate":"False"}}}""".formatted(code, type, state);
    }

    private static PrescriptionTrace found(PrescriptionState state, PrescriptionOrigin origin) {
        return new Found(new TrackedPrescription(new NhsNumber("9990000018"), state, origin));
    }

    private static PrescriptionTrace trace(String outcome) {
        return switch (outcome) {
            case "NOT_FOUND" -> new NotFound();
            case "ISSUE_NOT_FOUND" -> new IssueNotFound();
            default -> new NoAnswer(Silence.valueOf(outcome));
        };
    }
}
