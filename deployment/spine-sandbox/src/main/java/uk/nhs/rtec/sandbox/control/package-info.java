/** The control paths: what a test changes about the sandbox's world. */
@NullMarked
package uk.nhs.rtec.sandbox.control;

import org.jspecify.annotations.NullMarked;
