/** Requests and answers as values, so that every service here can be driven without a server. */
@NullMarked
package uk.nhs.rtec.sandbox.http;

import org.jspecify.annotations.NullMarked;
