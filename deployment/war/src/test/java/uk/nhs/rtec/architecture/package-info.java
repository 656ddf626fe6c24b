/** The rules of the house, each with its reason, and each seen to fail on a house that breaks them all. */
@NullMarked
package uk.nhs.rtec.architecture;

import org.jspecify.annotations.NullMarked;
