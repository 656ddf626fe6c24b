/** Exemption certificates: what they are called, whom they name, which days they cover, what may be disclosed. */
@NullMarked
package uk.nhs.rtec.domain.exemption;

import org.jspecify.annotations.NullMarked;
