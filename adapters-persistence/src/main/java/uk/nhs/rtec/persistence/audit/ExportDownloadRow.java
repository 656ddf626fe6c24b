package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.ExportDownload;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.domain.proof.Bytes;

/** That an export went out, as a row. */
@Entity
@Immutable
@Table(name = "history_export_download")
class ExportDownloadRow {

    @Id
    UUID id;

    @Column(name = "export_id")
    UUID exportId;

    @Column(name = "produced_at")
    Instant producedAt;

    @Column(name = "file_rows")
    long fileRows;

    @Column(name = "file_hash")
    byte[] fileHash;

    @Column(name = "checkpoint_note")
    @Nullable
    String checkpointNote;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ExportDownloadRow() {}

    ExportDownloadRow(ExportDownload download) {
        id = UUID.randomUUID();
        exportId = download.export().value();
        producedAt = download.producedAt();
        fileRows = download.rows();
        fileHash = download.sha256().toArray();
        checkpointNote = download.checkpoint().orElse(null);
    }

    ExportDownload download() {
        return new ExportDownload(
                new ExportId(exportId), fileRows, Bytes.of(fileHash), Optional.ofNullable(checkpointNote), producedAt);
    }
}
