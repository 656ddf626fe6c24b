package uk.nhs.rtec.sandbox.nems;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a subscription is to.
 *
 * @param nhsNumber the patient's, of an explicit subscription
 * @param rule and organisation of a generic one
 */
record EventFilter(
        Optional<String> nhsNumber,
        Set<EventType> events,
        Optional<String> serviceType,
        List<Age> ages,
        Optional<Registration> registration,
        Optional<RuleType> rule,
        Optional<String> organisation) {

    /** An age in whole years, that a patient must be above or below. */
    record Age(boolean above, int years) {
        private boolean holds(Occurrence occurrence) {
            return occurrence
                    .birthDate()
                    .map(birth -> ChronoUnit.YEARS.between(birth, occurrence.day()))
                    .filter(age -> above ? age > years : age < years)
                    .isPresent();
        }
    }

    /** Whether a patient must be with a general practice. */
    enum Registration {
        REGISTERED_ONLY,
        UNREGISTERED_ONLY
    }

    boolean isExplicit() {
        return nhsNumber.isPresent();
    }

    /** The directory's category bag that a system must hold for this kind of subscription. */
    String categoryBag() {
        return "NEMS_SUBS_TYPE:" + (isExplicit() ? "EXPLICIT" : "GENERIC");
    }

    /** Whether the event is one of those; without an organisation of its own, a rule is about the subscriber. */
    boolean matches(Occurrence occurrence, String subscriber) {
        return events.contains(occurrence.type())
                && isAbout(occurrence, subscriber)
                && ages.stream().allMatch(age -> age.holds(occurrence))
                && registration
                        .map(wanted -> (wanted == Registration.REGISTERED_ONLY)
                                == occurrence.practice().isPresent())
                        .orElse(true);
    }

    private boolean isAbout(Occurrence occurrence, String subscriber) {
        return rule.map(type -> type.covers(organisation.orElse(subscriber), occurrence))
                .orElseGet(
                        () -> nhsNumber.filter(occurrence.nhsNumber()::equals).isPresent());
    }

    @Override
    public String toString() {
        return "EventFilter[" + (isExplicit() ? "explicit" : "generic") + ", " + events + "]";
    }
}
