/** What the provisioned server promises to those outside it, asked over the wire, on H2 and on PostgreSQL. */
@NullMarked
package uk.nhs.rtec.acceptance;

import org.jspecify.annotations.NullMarked;
