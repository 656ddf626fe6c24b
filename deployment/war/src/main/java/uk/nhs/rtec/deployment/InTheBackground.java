package uk.nhs.rtec.deployment;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what is asked for somebody who does not wait, and so comes after whoever does. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface InTheBackground {}
