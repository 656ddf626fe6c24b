package uk.nhs.rtec.deployment.ledger.archive;

import java.util.Optional;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.proof.CheckpointNote;

/** Notes, one after the other with an empty line between two; what is none is told of and passed over. */
final class Notes {

    private final ArchivedFile file;
    private final Consumer<Finding> findings;
    private Optional<String> line;

    Notes(ArchivedFile file, Consumer<Finding> findings) {
        this.file = file;
        this.findings = findings;
        line = file.line();
    }

    /** The next note, or nothing after the last. */
    Optional<CheckpointNote> next() {
        while (line.isPresent()) {
            long first = file.lines();
            Optional<CheckpointNote> note = CheckpointNote.parse(oneText());
            if (note.isPresent()) {
                return note;
            }
            findings.accept(new Finding(Finding.Kind.ROW_UNREADABLE, file.name() + ", line " + first));
        }
        return Optional.empty();
    }

    /** What goes to the empty line after the signatures; the first empty line stands before them. */
    private String oneText() {
        StringBuilder text = new StringBuilder();
        int emptyLines = 0;
        while (line.isPresent()) {
            emptyLines += line.get().isEmpty() ? 1 : 0;
            String each = line.get();
            line = file.line();
            if (emptyLines == 2) {
                break;
            }
            if (text.length() < 65_536) {
                text.append(each).append('\n');
            }
        }
        return text.toString();
    }
}
