/** What the wiring may do, and what it must not. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.deployment;

import org.jspecify.annotations.NullMarked;
