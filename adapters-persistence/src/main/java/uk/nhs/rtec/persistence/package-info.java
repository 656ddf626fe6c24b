/** The database: its schema, how it is opened, and what it means when it fails. */
@NullMarked
package uk.nhs.rtec.persistence;

import org.jspecify.annotations.NullMarked;
