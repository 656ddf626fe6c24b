/** The National Events Management Service: subscriptions, made and ended over its FHIR STU3 API. */
@NullMarked
package uk.nhs.rtec.spine.nems;

import org.jspecify.annotations.NullMarked;
