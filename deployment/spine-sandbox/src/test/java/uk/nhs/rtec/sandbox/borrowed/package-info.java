/** What a class of the sandbox must not do. */
@NullMarked
package uk.nhs.rtec.sandbox.borrowed;

import org.jspecify.annotations.NullMarked;
