/** The claims API: how files of claims are read, and how auditors search what the checks say of them. */
@NullMarked
package uk.nhs.rtec.rest.claim;

import org.jspecify.annotations.NullMarked;
