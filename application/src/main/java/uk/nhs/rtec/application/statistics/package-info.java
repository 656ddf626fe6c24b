/** How many checks there were, and how they ended: counts that tell of no person. */
@NullMarked
package uk.nhs.rtec.application.statistics;

import org.jspecify.annotations.NullMarked;
