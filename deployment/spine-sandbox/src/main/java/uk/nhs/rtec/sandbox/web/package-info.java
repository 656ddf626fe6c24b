/** The servlet side: how requests reach the services, and how faults are made on a real connection. */
@NullMarked
package uk.nhs.rtec.sandbox.web;

import org.jspecify.annotations.NullMarked;
