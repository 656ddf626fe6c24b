/** The exemption register in a database: certificates, and the people they name. */
@NullMarked
package uk.nhs.rtec.persistence.register;

import org.jspecify.annotations.NullMarked;
