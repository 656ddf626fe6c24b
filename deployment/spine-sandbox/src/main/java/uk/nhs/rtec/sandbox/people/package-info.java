/** The people, prescriptions and certificates the sandbox starts with, read from three tables. */
@NullMarked
package uk.nhs.rtec.sandbox.people;

import org.jspecify.annotations.NullMarked;
