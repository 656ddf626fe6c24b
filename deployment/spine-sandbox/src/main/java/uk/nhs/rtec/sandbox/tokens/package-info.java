/** The desk that hands out the tokens a caller of the exemption service needs, good ones and wrong ones. */
@NullMarked
package uk.nhs.rtec.sandbox.tokens;

import org.jspecify.annotations.NullMarked;
