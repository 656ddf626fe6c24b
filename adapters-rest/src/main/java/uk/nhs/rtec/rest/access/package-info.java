/** Who may call: signed tokens become requesters and officers, and every resource method says whom it serves. */
@NullMarked
package uk.nhs.rtec.rest.access;

import org.jspecify.annotations.NullMarked;
