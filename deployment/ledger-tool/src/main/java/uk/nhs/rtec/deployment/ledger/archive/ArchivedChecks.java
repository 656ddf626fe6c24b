package uk.nhs.rtec.deployment.ledger.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The checks of an archive, of which a few are held at a time. */
public final class ArchivedChecks implements Closeable {

    private final ArchivedFile file;
    private final Rows<CheckRow> rows;

    ArchivedChecks(ArchivedFile file, Consumer<Finding> findings) {
        this.file = file;
        rows = Rows.ofChecks(file, findings);
    }

    /** The next check, or nothing after the last. */
    public Optional<CheckRow> next() {
        return rows.take();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
