/** What all Spine upstreams have in common on the wire: a bounded answer, and every way a call can end. */
@NullMarked
package uk.nhs.rtec.spine.wire;

import org.jspecify.annotations.NullMarked;
