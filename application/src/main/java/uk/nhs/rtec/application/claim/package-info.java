/** Reimbursement claims taken in as jobs, judged by the checks on record, and shown to those who audit them. */
@NullMarked
package uk.nhs.rtec.application.claim;

import org.jspecify.annotations.NullMarked;
