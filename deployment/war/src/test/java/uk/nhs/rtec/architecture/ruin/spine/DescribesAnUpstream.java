package uk.nhs.rtec.architecture.ruin.spine;

import jakarta.ws.rs.GET;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The contract of an upstream, where it belongs: nobody calls it, so it says of nobody that they may. */
@RegisterRestClient
public interface DescribesAnUpstream {

    /** Asks the upstream. */
    @GET
    String ask();
}
