/** What use cases must not do. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.application;

import org.jspecify.annotations.NullMarked;
