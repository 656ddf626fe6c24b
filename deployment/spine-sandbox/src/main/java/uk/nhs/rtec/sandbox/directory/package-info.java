/** What the Spine Directory Service knows: the accredited systems, whose they are and what they may do. */
@NullMarked
package uk.nhs.rtec.sandbox.directory;

import org.jspecify.annotations.NullMarked;
