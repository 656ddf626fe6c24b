/** What a store must not do. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.persistence;

import org.jspecify.annotations.NullMarked;
