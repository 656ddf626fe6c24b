/** Files of any size taken in as jobs: submitted, followed, cancelled, and worked off in the background, whatever their subject. */
@NullMarked
package uk.nhs.rtec.application.job;

import org.jspecify.annotations.NullMarked;
