/** What makes the modules one running service: wiring, configuration and the server's edges. */
@NullMarked
package uk.nhs.rtec.deployment;

import org.jspecify.annotations.NullMarked;
