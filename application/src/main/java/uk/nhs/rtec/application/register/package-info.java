/** Keeping the exemption register: taking certificates in. */
@NullMarked
package uk.nhs.rtec.application.register;

import org.jspecify.annotations.NullMarked;
