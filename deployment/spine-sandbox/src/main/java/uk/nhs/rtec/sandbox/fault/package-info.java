/** What is broken on purpose: one switch per upstream, and the count of its calls. */
@NullMarked
package uk.nhs.rtec.sandbox.fault;

import org.jspecify.annotations.NullMarked;
