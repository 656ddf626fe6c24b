/** One exemption check: asked, decided, recorded. */
@NullMarked
package uk.nhs.rtec.domain.check;

import org.jspecify.annotations.NullMarked;
