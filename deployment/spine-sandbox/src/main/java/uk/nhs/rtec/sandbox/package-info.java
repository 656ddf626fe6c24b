/** A stand-in for the Spine services that the exemption check talks to: one world of people and prescriptions, and the desks that serve it. */
@NullMarked
package uk.nhs.rtec.sandbox;

import org.jspecify.annotations.NullMarked;
