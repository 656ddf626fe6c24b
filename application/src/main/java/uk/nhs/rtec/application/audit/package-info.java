/** Looking into the history of checks. */
@NullMarked
package uk.nhs.rtec.application.audit;

import org.jspecify.annotations.NullMarked;
