/** The check API of dispensing systems. */
@NullMarked
package uk.nhs.rtec.rest.check;

import org.jspecify.annotations.NullMarked;
