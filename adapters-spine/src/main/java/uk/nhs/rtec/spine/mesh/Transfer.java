package uk.nhs.rtec.spine.mesh;

import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.spine.wire.WholeAnswer;

/** What MESH says about a message beside the message (MESH API specification, headers). */
record Transfer(WholeAnswer first) {

    /** Those under which events of the Personal Demographics Service come (NEMS, Receiver requirements), the last in both of its spellings. */
    private static final Set<String> WORKFLOWS = Set.of(
            "DEATHNOTIFICATION_1",
            "CHANGEOFADDRESS_1",
            "BIRTHNOTIFICATION_1",
            "CHANGEOFGP_1",
            "PDSRECORDCHANGE_1",
            "PDS_RECORD_CHANGE_1");

    /** What the message is about, if MESH says it. */
    String workflow() {
        return first.header("mex-WorkflowID").orElse("");
    }

    /** Why this is not a message that was transferred to us and is about events; nothing when it is one. */
    Optional<String> fault() {
        if (!is("mex-MessageType", "DATA")) {
            return Optional.of("it is no message of data");
        }
        if (!is("mex-StatusEvent", "TRANSFER") || !is("mex-StatusSuccess", "SUCCESS")) {
            return Optional.of("its transfer did not succeed");
        }
        return WORKFLOWS.contains(workflow()) ? Optional.empty() : Optional.of("its workflow is none of the events'");
    }

    private boolean is(String header, String expected) {
        return first.header(header).filter(expected::equalsIgnoreCase).isPresent();
    }
}
