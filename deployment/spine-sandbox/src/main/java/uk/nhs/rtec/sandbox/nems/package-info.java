/** The National Events Management Service: who subscribes to which events, and the messages that tell of them. */
@NullMarked
package uk.nhs.rtec.sandbox.nems;

import org.jspecify.annotations.NullMarked;
