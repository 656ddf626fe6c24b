package uk.nhs.rtec.domain.proof;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.YearMonth;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a month of the ledger was taken out into files, signed by the ledger's key: a C2SP signed note.
 *
 * @param ledger the name of the ledger
 * @param batches how many batches the month's log has
 * @param checks how many checks the files hold
 * @param manifest the SHA-256 of the files' manifest
 */
public record ArchiveNote(
        String ledger, YearMonth month, long batches, long checks, Hash manifest, NoteSignature signature) {

    private static final Pattern NOTE = Pattern.compile(
            "(?<ledger>[!-*,-~]{1,200})/archive\\n(?<month>[0-9]{4}-[0-9]{2})\\n(?<batches>0|[1-9][0-9]{0,17})\\n"
                    + "(?<checks>0|[1-9][0-9]{0,17})\\n(?<manifest>[A-Za-z0-9+/=]{44})\\n\\n(?<signature>[^\\n]+)\\n");

    /** The note that says so with the ledger's signature. */
    public static ArchiveNote sign(
            String ledger,
            YearMonth month,
            long batches,
            long checks,
            Hash manifest,
            PrivateKey key,
            PublicKey itsPublicKey) {
        String text = signed(ledger, month, batches, checks, manifest);
        return new ArchiveNote(
                ledger, month, batches, checks, manifest, NoteSignature.of(text, keyName(ledger), key, itsPublicKey));
    }

    /** The note that the text is, or nothing when it is none; of each note there is one text only. */
    public static Optional<ArchiveNote> parse(String text) {
        Matcher note = NOTE.matcher(text);
        if (!note.matches()) {
            return Optional.empty();
        }
        Optional<YearMonth> month = Moments.parseMonth(note.group("month"));
        Optional<Bytes> manifest =
                NoteSignature.base64(note.group("manifest")).filter(bytes -> bytes.length() == Hash.LENGTH);
        Optional<NoteSignature> signature = NoteSignature.parse(note.group("signature"));
        if (month.isEmpty() || manifest.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ArchiveNote(
                note.group("ledger"),
                month.get(),
                Long.parseLong(note.group("batches")),
                Long.parseLong(note.group("checks")),
                new Hash(manifest.get()),
                signature.get()));
    }

    /** The text of the note. */
    public String text() {
        return signed(ledger, month, batches, checks, manifest) + "\n" + signature.line() + "\n";
    }

    /** Whether the ledger's key signed it. */
    public boolean isSignedBy(PublicKey key) {
        return signature.isBy(keyName(ledger), key, signed(ledger, month, batches, checks, manifest));
    }

    /** Whether one of the keys that the ledger had, one after the other, signed it. */
    public boolean isSignedByAny(Collection<PublicKey> keys) {
        return keys.stream().anyMatch(this::isSignedBy);
    }

    private static String signed(String ledger, YearMonth month, long batches, long checks, Hash manifest) {
        return keyName(ledger) + "\n" + Moments.text(month) + "\n" + batches + "\n" + checks + "\n"
                + Base64.getEncoder().encodeToString(manifest.bytes().toArray()) + "\n";
    }

    /** No month is called so: this is never taken for a checkpoint, nor a checkpoint for this. */
    private static String keyName(String ledger) {
        return ledger + "/archive";
    }
}
