/** How we prove to Spine's gateway who we are, and how the clients are made ready. */
@NullMarked
package uk.nhs.rtec.spine.access;

import org.jspecify.annotations.NullMarked;
