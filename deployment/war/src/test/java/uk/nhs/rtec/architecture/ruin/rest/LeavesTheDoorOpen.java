package uk.nhs.rtec.architecture.ruin.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;

/** A resource of which two methods do not say who may call them. */
public final class LeavesTheDoorOpen {

    /** Open, and says so. */
    @GET
    @PermitAll
    public String open() {
        return "";
    }

    /** Guarded, and says so. */
    @POST
    @RolesAllowed("AUDITOR")
    public String guarded() {
        return "";
    }

    /** Open, and does not say so. */
    @GET
    public String unguarded() {
        return "";
    }

    /** Open too. */
    @PATCH
    public void unguardedToo() {}
}
