package uk.nhs.rtec.sandbox.control;

import uk.nhs.rtec.sandbox.covid.ExemptionRecords;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.eps.Prescriptions;
import uk.nhs.rtec.sandbox.fault.Faults;
import uk.nhs.rtec.sandbox.mesh.Mailboxes;
import uk.nhs.rtec.sandbox.nems.EventDesk;
import uk.nhs.rtec.sandbox.nems.LifeCycle;
import uk.nhs.rtec.sandbox.nems.Subscriptions;
import uk.nhs.rtec.sandbox.oauth.AccessTokens;
import uk.nhs.rtec.sandbox.oauth.TokenService;
import uk.nhs.rtec.sandbox.pds.Patients;
import uk.nhs.rtec.sandbox.pds.RateLimits;

/** Everything about the sandbox that a test can change. */
public record World(
        Patients patients,
        Prescriptions prescriptions,
        ExemptionRecords exemptions,
        Asids asids,
        RateLimits limits,
        Faults faults,
        AccessTokens tokens,
        TokenService tokenService,
        Mailboxes mailboxes,
        Subscriptions subscriptions,
        LifeCycle lifeCycle,
        EventDesk events) {}
