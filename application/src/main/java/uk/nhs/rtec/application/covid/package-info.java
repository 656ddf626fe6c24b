/** COVID-19 medical exemptions: answering apps, taking records in, verifying their NHS numbers, and settling what cannot be verified. */
@NullMarked
package uk.nhs.rtec.application.covid;

import org.jspecify.annotations.NullMarked;
