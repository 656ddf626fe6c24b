package uk.nhs.rtec.domain.proof;

import java.security.PublicKey;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A checkpoint with signatures under it: a C2SP signed note. */
public record CheckpointNote(Checkpoint checkpoint, List<NoteSignature> signatures) {

    private static final int LONGEST = 16_384;
    private static final Pattern NOTE = Pattern.compile(
            "(?<ledger>[^\n]+)/(?<month>[0-9]{4}-[0-9]{2})\n(?<size>0|[1-9][0-9]{0,17})\n(?<root>[A-Za-z0-9+/=]{44})\n\n"
                    + "(?<signatures>([^\n]+\n)+)");

    public CheckpointNote {
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a note is signed");
        }
    }

    /** The note that the text is, or nothing when it is none of ours; of each note there is one text only. */
    public static Optional<CheckpointNote> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher note = NOTE.matcher(text);
        if (!note.matches()) {
            return Optional.empty();
        }
        Optional<YearMonth> month = Moments.parseMonth(note.group("month"));
        Optional<Bytes> root = NoteSignature.base64(note.group("root")).filter(bytes -> bytes.length() == Hash.LENGTH);
        List<Optional<NoteSignature>> signatures = Arrays.stream(
                        note.group("signatures").split("\n"))
                .map(NoteSignature::parse)
                .toList();
        if (month.isEmpty() || root.isEmpty() || signatures.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CheckpointNote(
                    new Checkpoint(
                            note.group("ledger"),
                            month.get(),
                            Long.parseLong(note.group("size")),
                            new Hash(root.get())),
                    signatures.stream().flatMap(Optional::stream).toList()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text of the note. */
    public String text() {
        return checkpoint.text() + "\n"
                + signatures.stream().map(each -> each.line() + "\n").collect(Collectors.joining());
    }

    /** Whether the ledger's key signed this checkpoint; signatures of others, such as witnesses, change nothing. */
    public boolean isSignedBy(PublicKey key) {
        return signatures.stream().anyMatch(each -> each.isBy(checkpoint.origin(), key, checkpoint.text()));
    }

    /** Whether one of the keys that the ledger had, one after the other, signed this checkpoint. */
    public boolean isSignedByAny(Collection<PublicKey> keys) {
        return keys.stream().anyMatch(this::isSignedBy);
    }
}
