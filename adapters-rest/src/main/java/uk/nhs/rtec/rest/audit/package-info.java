/** The audit API of auditors. */
@NullMarked
package uk.nhs.rtec.rest.audit;

import org.jspecify.annotations.NullMarked;
