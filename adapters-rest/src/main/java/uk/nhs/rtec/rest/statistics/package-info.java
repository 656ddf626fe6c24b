/** The part of the audit API that counts. */
@NullMarked
package uk.nhs.rtec.rest.statistics;

import org.jspecify.annotations.NullMarked;
