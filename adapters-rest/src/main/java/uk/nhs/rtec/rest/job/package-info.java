/** Files of any size that are taken in as jobs: how they are submitted, followed and cancelled over HTTP, and how their lines are read. */
@NullMarked
package uk.nhs.rtec.rest.job;

import org.jspecify.annotations.NullMarked;
