/** National events: who is followed, what is heard of them, and what becomes of it in the register. */
@NullMarked
package uk.nhs.rtec.application.event;

import org.jspecify.annotations.NullMarked;
