package uk.nhs.rtec.deployment.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.CheckpointNote;

/** What the ledger gave away to be kept elsewhere: checkpoints of its months, and heads of its access log. */
record Witness(List<CheckpointNote> checkpoints, List<AccessLogNote> heads) {

    Witness {
        checkpoints = List.copyOf(checkpoints);
        heads = List.copyOf(heads);
    }

    /** All that these files hold, with an empty line between two notes. */
    static Witness read(List<Path> files) throws Unusable {
        List<CheckpointNote> checkpoints = new ArrayList<>();
        List<AccessLogNote> heads = new ArrayList<>();
        for (Path file : files) {
            // An empty line stands in every note, before the dash of its first signature, and between two notes.
            for (String text : VerifyCommands.text(file).split("(?<=\n)\n(?!— )", -1)) {
                Optional<CheckpointNote> checkpoint = CheckpointNote.parse(text);
                Optional<AccessLogNote> head = AccessLogNote.parse(text);
                if (checkpoint.isEmpty() && head.isEmpty()) {
                    throw new Unusable(file + " holds something that is no checkpoint, and no head of the access log");
                }
                checkpoint.ifPresent(checkpoints::add);
                head.ifPresent(heads::add);
            }
        }
        return new Witness(checkpoints, heads);
    }
}
