/** The Message Exchange: mailboxes, and the messages that wait in them until they are acknowledged. */
@NullMarked
package uk.nhs.rtec.sandbox.mesh;

import org.jspecify.annotations.NullMarked;
