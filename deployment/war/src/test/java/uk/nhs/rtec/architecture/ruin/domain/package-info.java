/** What a domain must not be. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.domain;

import org.jspecify.annotations.NullMarked;
