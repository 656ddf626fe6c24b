/** The register API of register officers. */
@NullMarked
package uk.nhs.rtec.rest.register;

import org.jspecify.annotations.NullMarked;
