/** The ledger's tool: one class for each group of its commands, which say in one line each what they found. */
@NullMarked
package uk.nhs.rtec.deployment.ledger;

import org.jspecify.annotations.NullMarked;
