package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.identifier.PrescriptionIds;

/** The EPS tracker: the identity and the parameters of a query are checked in the order of their codes, then it is looked up. */
public final class PrescriptionTracker implements Endpoint {
    private static final String RETRIEVE = "/prescriptions/";
    private static final String REPEAT_DISPENSING = "0003";

    private final Prescriptions prescriptions;
    private final Caller caller;
    private final InstantSource clock;

    public PrescriptionTracker(Prescriptions prescriptions, Asids asids, InstantSource clock) {
        this.prescriptions = prescriptions;
        this.caller = new Caller(asids);
        this.clock = clock;
    }

    @Override
    public Answer serve(Request request) {
        Answer answer = answer(request);
        Optional<String> trace = request.headers()
                .get("Eps-TraceId")
                .filter(each -> Caller.TRACE_ID.matcher(each).matches());
        return trace.isPresent() ? answer.with("Eps-TraceId", trace.get()) : answer;
    }

    private Answer answer(Request request) {
        if (!request.is("GET")) {
            return Answer.empty(405).with("Allow", "GET");
        }
        try {
            return switch (request.path()) {
                case "/prescriptions", RETRIEVE -> searched(request);
                case "/nhs111itemsummary" -> itemsSummarised(request);
                case "/nhs111itemdetails" -> itemsDetailed(request);
                default ->
                    request.path().startsWith(RETRIEVE)
                            ? retrieved(request, request.path().substring(RETRIEVE.length()))
                            : Answer.empty(404);
            };
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private Answer retrieved(Request request, String id) throws Refused {
        caller.check(request, Interaction.RETRIEVE);
        demandFormat(request, "trace");
        if (!PrescriptionIds.isLooselyFormed(id)) {
            throw new Refused(TrackerStatus.BAD_PRESCRIPTION_ID, Envelope.RETRIEVED);
        }
        Filed found =
                prescriptions.find(id).orElseThrow(() -> new Refused(TrackerStatus.NOT_FOUND, Envelope.RETRIEVED));
        if (!(found instanceof Filed.Prescription prescription)) {
            return broken((Filed.Broken) found, "1.0", Envelope.RETRIEVED);
        }
        return prescription.retrieved(issueAsked(request).orElse(prescription.currentIssue()));
    }

    private static Answer broken(Filed.Broken broken, String version, String payloadName) {
        return Envelope.of(broken.reason(), broken.statusCode(), version, payloadName, broken.payload());
    }

    private Answer searched(Request request) throws Refused {
        demandParameters(request);
        caller.check(request, Interaction.SEARCH);
        demandFormat(request, "trace-summary");
        JsonObjectBuilder list = JsonText.object();
        matching(request).forEach(each -> list.add(each.id(), Listing.summary(each)));
        return Envelope.success("prescriptionList", list.build());
    }

    private Answer itemsSummarised(Request request) throws Refused {
        demandParameters(request);
        caller.check(request, Interaction.ITEM_SUMMARY);
        JsonObjectBuilder list = JsonText.object();
        matching(request).forEach(each -> list.add(each.id(), Listing.itemSummary(each)));
        return Envelope.success(Envelope.SEARCHED, list.build());
    }

    private List<Filed.Prescription> matching(Request request) throws Refused {
        SearchFilter filter = SearchFilter.read(request.query(), clock.instant());
        List<Filed.Prescription> matching =
                prescriptions.of(filter.nhsNumber()).filter(filter::matches).toList();
        if (matching.isEmpty()) {
            throw new Refused(TrackerStatus.NOT_FOUND, Envelope.SEARCHED);
        }
        return matching;
    }

    private Answer itemsDetailed(Request request) throws Refused {
        demandParameters(request);
        caller.check(request, Interaction.ITEM_DETAIL);
        String id = request.query().first("prescriptionId").orElse("");
        if (!PrescriptionIds.isValid(id)) {
            throw new Refused(TrackerStatus.BAD_PRESCRIPTION_ID, Envelope.SEARCHED);
        }
        Filed found = prescriptions
                .find(id)
                .orElseThrow(() -> new Refused(TrackerStatus.PRESCRIPTION_NOT_FOUND, Envelope.SEARCHED));
        if (!(found instanceof Filed.Prescription prescription)) {
            return broken((Filed.Broken) found, "1", Envelope.SEARCHED);
        }
        Optional<Integer> asked = issueAsked(request);
        int issue = asked.orElse(prescription.currentIssue());
        boolean unsaid = asked.isEmpty() && prescription.treatmentCode().equals(REPEAT_DISPENSING);
        if (unsaid || prescription.issue(issue).isEmpty()) {
            throw new Refused(TrackerStatus.INSTANCE_NOT_FOUND, Envelope.SEARCHED);
        }
        Optional<String> line = request.query().first("lineitemid");
        if (line.isPresent()
                && Listing.lines(prescription, issue)
                        .noneMatch(each -> Listing.text(each.getValue(), "id").equals(line.get()))) {
            throw new Refused(TrackerStatus.LINE_ITEM_NOT_FOUND, Envelope.SEARCHED);
        }
        return Envelope.success(prescription.id(), Listing.itemDetails(prescription, issue, line));
    }

    private static void demandParameters(Request request) throws Refused {
        if (request.query().isEmpty()) {
            throw new Refused(TrackerStatus.NO_PARAMETERS, Envelope.SEARCHED);
        }
    }

    /** No code exists for a wrong format: HTTP itself says no. */
    private static void demandFormat(Request request, String format) throws Refused {
        if (!request.query().first("format").orElse("").equals(format)) {
            throw new Refused(Answer.empty(400));
        }
    }

    /** What is no number counts as an issue that does not exist. */
    private static Optional<Integer> issueAsked(Request request) {
        return request.query()
                .first("issueNumber")
                .map(text -> text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1);
    }
}
