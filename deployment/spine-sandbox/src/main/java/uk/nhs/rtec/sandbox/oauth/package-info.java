/** The API platform's token service, and the access tokens it has issued. */
@NullMarked
package uk.nhs.rtec.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
