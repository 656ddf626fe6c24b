/** What makes the ledger beyond dispute: the bytes that stand for a check, the hashes over them, and the proofs of evidence. */
@NullMarked
package uk.nhs.rtec.domain.proof;

import org.jspecify.annotations.NullMarked;
