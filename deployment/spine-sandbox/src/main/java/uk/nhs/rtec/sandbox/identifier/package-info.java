/** The check digits of the identifiers that Spine refuses when they are wrong. */
@NullMarked
package uk.nhs.rtec.sandbox.identifier;

import org.jspecify.annotations.NullMarked;
