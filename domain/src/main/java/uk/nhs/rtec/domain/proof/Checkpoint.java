package uk.nhs.rtec.domain.proof;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How far the log of a month had come: that it has this many batches, under this root.
 *
 * @param ledger the name of the ledger, without spaces or plus signs
 * @param month whose log it is
 * @param size how many batches the log has
 * @param root the root of the tree of their hashes
 */
public record Checkpoint(String ledger, YearMonth month, long size, Hash root) {

    private static final Pattern LEDGER = Pattern.compile("[!-*,-~]{1,200}");

    public Checkpoint {
        if (!LEDGER.matcher(ledger).matches()) {
            throw new IllegalArgumentException("a ledger's name has no spaces, no plus sign, and no more than ASCII");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a log cannot have fewer batches than none");
        }
    }

    /** The name of the log, by which its checkpoints are told from those of every other one. */
    public String origin() {
        return ledger + "/" + Moments.text(month);
    }

    /** What is signed: the text of a C2SP checkpoint. */
    public String text() {
        return origin() + "\n" + size + "\n"
                + Base64.getEncoder().encodeToString(root.bytes().toArray()) + "\n";
    }

    /** This checkpoint with the ledger's signature. */
    public CheckpointNote sign(PrivateKey key, PublicKey itsPublicKey) {
        return new CheckpointNote(this, List.of(NoteSignature.of(text(), origin(), key, itsPublicKey)));
    }
}
