/** What the national services tell of people after they were registered: events, and the subscriptions that bring them. */
@NullMarked
package uk.nhs.rtec.domain.event;

import org.jspecify.annotations.NullMarked;
