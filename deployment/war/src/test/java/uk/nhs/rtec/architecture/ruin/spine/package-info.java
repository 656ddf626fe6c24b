/** What a client of Spine must not do. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.spine;

import org.jspecify.annotations.NullMarked;
