/** A month of the ledger in a folder, written and verified line by line, whatever its size. */
@NullMarked
package uk.nhs.rtec.deployment.ledger.archive;

import org.jspecify.annotations.NullMarked;
