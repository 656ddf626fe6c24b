/** Memory that does not grow. */
@NullMarked
package uk.nhs.rtec.sandbox.bounded;

import org.jspecify.annotations.NullMarked;
