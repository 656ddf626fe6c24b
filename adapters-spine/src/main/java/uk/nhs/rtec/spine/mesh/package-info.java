/** The mailbox at MESH, the Message Exchange for Social Care and Health, to which national events are delivered. */
@NullMarked
package uk.nhs.rtec.spine.mesh;

import org.jspecify.annotations.NullMarked;
