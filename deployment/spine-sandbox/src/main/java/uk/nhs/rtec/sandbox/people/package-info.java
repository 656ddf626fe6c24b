/** The people and prescriptions the sandbox starts with, read from two tables. */
@NullMarked
package uk.nhs.rtec.sandbox.people;

import org.jspecify.annotations.NullMarked;
