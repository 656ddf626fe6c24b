package uk.nhs.rtec.application.register;

import java.util.Iterator;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.requester.Officer;

/** Takes a file of certificates into the register. */
public interface ImportCertificates {

    /**
     * Stores every good line and reports every other; a second import of the same lines changes nothing. Memory does not grow with the
     * number of lines.
     *
     * @param officer who imports them; kept with every line that is new
     * @param refusals told of each refusal, in no promised order
     * @throws RegisterUnavailable when the register stops answering: what was stored until then stays, and may be imported again
     */
    ImportSummary importLines(Officer officer, Iterator<RegisterLine> lines, Consumer<Refusal> refusals);
}
