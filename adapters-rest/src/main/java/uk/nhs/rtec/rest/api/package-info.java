/** What the APIs have in common in reading requests and in refusing them: bounded, strict, and without an echo. */
@NullMarked
package uk.nhs.rtec.rest.api;

import org.jspecify.annotations.NullMarked;
