/** What the goals of speed and memory are measured with: one class for each measurement, each a ratio taken in one run on one machine. */
@NullMarked
package uk.nhs.rtec.benchmark;

import org.jspecify.annotations.NullMarked;
