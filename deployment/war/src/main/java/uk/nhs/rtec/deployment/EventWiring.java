package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.event.ApplyEvents;
import uk.nhs.rtec.application.event.EventApplication;
import uk.nhs.rtec.application.event.EventMailbox;
import uk.nhs.rtec.application.event.EventMessages;
import uk.nhs.rtec.application.event.EventReading;
import uk.nhs.rtec.application.event.EventReception;
import uk.nhs.rtec.application.event.FindingStore;
import uk.nhs.rtec.application.event.FollowHolders;
import uk.nhs.rtec.application.event.FollowedHolders;
import uk.nhs.rtec.application.event.HolderFollowing;
import uk.nhs.rtec.application.event.NationalSubscriptions;
import uk.nhs.rtec.application.event.ReadEventBacklog;
import uk.nhs.rtec.application.event.ReceiveEvents;
import uk.nhs.rtec.application.event.ReconcileSubscriptions;
import uk.nhs.rtec.application.event.SearchEvents;
import uk.nhs.rtec.application.event.SearchSubscriptions;
import uk.nhs.rtec.application.event.SubscriptionReconciliation;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.event.HibernateEventMessages;
import uk.nhs.rtec.persistence.event.HibernateFollowedHolders;
import uk.nhs.rtec.persistence.register.HibernateFindings;
import uk.nhs.rtec.spine.mesh.MailboxApi;
import uk.nhs.rtec.spine.mesh.MeshEventMailbox;
import uk.nhs.rtec.spine.nems.NemsGenericSubscriptions;
import uk.nhs.rtec.spine.nems.NemsNationalSubscriptions;
import uk.nhs.rtec.spine.nems.SubscriptionApi;

/** National events: use cases over their ports, the national services and our stores behind them. */
@ApplicationScoped
class EventWiring {

    @Produces
    @ApplicationScoped
    FollowedHolders holders(Store store) {
        return new HibernateFollowedHolders(store);
    }

    @Produces
    @ApplicationScoped
    EventMessages messages(Store store) {
        return new HibernateEventMessages(store);
    }

    @Produces
    @ApplicationScoped
    FindingStore findings(Store store) {
        return new HibernateFindings(store);
    }

    @Produces
    @ApplicationScoped
    NationalSubscriptions subscriptions(@RestClient SubscriptionApi nems, EventSettings settings, InstantSource clock) {
        return new NemsNationalSubscriptions(nems, settings.nems(), clock);
    }

    @Produces
    NemsGenericSubscriptions genericSubscriptions(
            @RestClient SubscriptionApi nems, EventSettings settings, InstantSource clock) {
        return new NemsGenericSubscriptions(nems, settings.nems(), clock);
    }

    @Produces
    @ApplicationScoped
    WatchedMailbox mailbox(@RestClient MailboxApi mesh, EventSettings settings, InstantSource clock) {
        return new WatchedMailbox(new MeshEventMailbox(mesh, settings.mesh(), clock), clock);
    }

    /** One, since it knows how far it has looked. */
    @Produces
    @ApplicationScoped
    FollowHolders follow(FollowedHolders holders, InstantSource clock) {
        return new HolderFollowing(holders, clock);
    }

    @Produces
    @ApplicationScoped
    ReconcileSubscriptions reconcile(
            FollowedHolders holders,
            FindingStore findings,
            @InTheBackground PatientDemographics demographics,
            NationalSubscriptions subscriptions,
            EventSettings settings,
            InstantSource clock) {
        return new SubscriptionReconciliation(
                holders, findings, demographics, subscriptions, settings.inARound(), settings.lookAgain(), clock);
    }

    @Produces
    @ApplicationScoped
    ReceiveEvents receive(EventMailbox mailbox, EventMessages messages, InstantSource clock) {
        return new EventReception(mailbox, messages, clock);
    }

    @Produces
    @ApplicationScoped
    ApplyEvents apply(
            EventMessages messages,
            FollowedHolders holders,
            FindingStore findings,
            @InTheBackground PatientDemographics demographics,
            EventSettings settings,
            InstantSource clock) {
        return new EventApplication(messages, holders, findings, demographics, settings.inARound(), clock);
    }

    @Produces
    @ApplicationScoped
    ReadEventBacklog backlog(FollowedHolders holders, EventMessages messages, InstantSource clock) {
        return new EventReading(holders, messages, clock);
    }

    @Produces
    @ApplicationScoped
    SearchSubscriptions searchSubscriptions(FollowedHolders holders, EventMessages messages, InstantSource clock) {
        return new EventReading(holders, messages, clock);
    }

    @Produces
    @ApplicationScoped
    SearchEvents searchEvents(FollowedHolders holders, EventMessages messages, InstantSource clock) {
        return new EventReading(holders, messages, clock);
    }
}
