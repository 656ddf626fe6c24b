package uk.nhs.rtec.domain.proof;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the chain of accesses of a node had come, signed by the ledger's key: a C2SP signed note.
 *
 * @param ledger the name of the ledger
 * @param number how many accesses the chain had
 * @param head the hash of the last of them
 */
public record AccessLogNote(String ledger, String node, long number, Hash head, NoteSignature signature) {

    private static final Pattern NOTE = Pattern.compile(
            "(?<ledger>[!-*,-~]{1,200})/access-log\\n(?<node>[A-Za-z0-9._-]{1,60})\\n(?<number>[1-9][0-9]{0,17})\\n"
                    + "(?<head>[A-Za-z0-9+/=]{44})\\n\\n(?<signature>[^\\n]+)\\n");

    /** The note that says so with the ledger's signature. */
    public static AccessLogNote sign(
            String ledger, String node, long number, Hash head, PrivateKey key, PublicKey itsPublicKey) {
        return new AccessLogNote(
                ledger,
                node,
                number,
                head,
                NoteSignature.of(signed(ledger, node, number, head), keyName(ledger), key, itsPublicKey));
    }

    /** The note that the text is, or nothing when it is none; of each note there is one text only. */
    public static Optional<AccessLogNote> parse(String text) {
        Matcher note = NOTE.matcher(text);
        if (!note.matches()) {
            return Optional.empty();
        }
        Optional<Bytes> head = NoteSignature.base64(note.group("head")).filter(bytes -> bytes.length() == Hash.LENGTH);
        Optional<NoteSignature> signature = NoteSignature.parse(note.group("signature"));
        return head.flatMap(bytes -> signature.map(by -> new AccessLogNote(
                note.group("ledger"), note.group("node"), Long.parseLong(note.group("number")), new Hash(bytes), by)));
    }

    /** The text of the note. */
    public String text() {
        return signed(ledger, node, number, head) + "\n" + signature.line() + "\n";
    }

    /** Whether the ledger's key signed it. */
    public boolean isSignedBy(PublicKey key) {
        return signature.isBy(keyName(ledger), key, signed(ledger, node, number, head));
    }

    /** Whether one of the keys that the ledger had, one after the other, signed it. */
    public boolean isSignedByAny(Collection<PublicKey> keys) {
        return keys.stream().anyMatch(this::isSignedBy);
    }

    private static String signed(String ledger, String node, long number, Hash head) {
        return keyName(ledger) + "\n" + node + "\n" + number + "\n"
                + Base64.getEncoder().encodeToString(head.bytes().toArray()) + "\n";
    }

    /** No month is called so: this is never taken for a checkpoint, nor a checkpoint for this. */
    private static String keyName(String ledger) {
        return ledger + "/access-log";
    }
}
