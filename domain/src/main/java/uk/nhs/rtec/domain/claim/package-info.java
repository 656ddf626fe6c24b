/** Reimbursement claims, and what the checks on record say of each. */
@NullMarked
package uk.nhs.rtec.domain.claim;

import org.jspecify.annotations.NullMarked;
