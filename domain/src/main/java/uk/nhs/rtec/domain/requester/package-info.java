/** Who asks: organisation, practitioner and system. */
@NullMarked
package uk.nhs.rtec.domain.requester;

import org.jspecify.annotations.NullMarked;
