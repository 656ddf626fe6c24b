/** The one API that shows details of patients. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.rest.audit;

import org.jspecify.annotations.NullMarked;
