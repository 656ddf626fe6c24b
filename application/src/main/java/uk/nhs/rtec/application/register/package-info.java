/** Keeping the exemption register: taking certificates in, revoking them, finding them with their history. */
@NullMarked
package uk.nhs.rtec.application.register;

import org.jspecify.annotations.NullMarked;
