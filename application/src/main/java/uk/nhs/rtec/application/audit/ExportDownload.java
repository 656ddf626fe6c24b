package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Bytes;

/**
 * An export went out as a whole.
 *
 * @param rows how many lines the file has after the header
 * @param sha256 of the file
 * @param checkpoint the newest signed note of the ledger, if anything was signed yet: what the ledger said of itself at the time
 */
public record ExportDownload(
        ExportId export, long rows, Bytes sha256, Optional<String> checkpoint, Instant producedAt) {}
