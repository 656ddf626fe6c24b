/** What an API must not do. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.rest;

import org.jspecify.annotations.NullMarked;
