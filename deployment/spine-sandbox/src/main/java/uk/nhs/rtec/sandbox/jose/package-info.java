/** Signed tokens (JWS compact form), made and read with nothing but the JDK. */
@NullMarked
package uk.nhs.rtec.sandbox.jose;

import org.jspecify.annotations.NullMarked;
