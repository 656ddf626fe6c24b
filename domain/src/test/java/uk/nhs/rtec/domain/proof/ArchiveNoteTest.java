package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArchiveNoteTest {

    private static final ArchiveNote NOTE = ArchiveNote.sign(
            "rtec.nhs.uk/ledger",
            Example.CHECKPOINT.month(),
            5,
            12,
            Hash.sha256((byte) 1),
            Example.PRIVATE_KEY,
            Example.PUBLIC_KEY);

    /** Ed25519 signs the same text with the same signature, always. */
    @Test
    void anArchiveIsVouchedForInANote() {
        assertThat(NOTE.text()).startsWith("""
                        rtec.nhs.uk/ledger/archive
                        2026-11
                        5
                        12
                        S/USLzRFVMU73i67jNK349FgCtYxw4Wl18ziPHeFRZo=

                        — rtec.nhs.uk/ledger/archive\s""");
        assertThat(NOTE.isSignedBy(Example.PUBLIC_KEY)).isTrue();
        assertThat(NOTE.isSignedBy(Example.ANOTHER_KEY)).isFalse();
    }

    @Test
    void itIsReadAsWrittenAndIsNoCheckpoint() {
        assertThat(ArchiveNote.parse(NOTE.text())).contains(NOTE);
        assertThat(CheckpointNote.parse(NOTE.text())).isEmpty();
        assertThat(ArchiveNote.parse(Example.CHECKPOINT
                        .sign(Example.PRIVATE_KEY, Example.PUBLIC_KEY)
                        .text()))
                .isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] text = NOTE.text().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < text.length * 8; bit++) {
            byte[] changed = text.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Optional<ArchiveNote> read = ArchiveNote.parse(new String(changed, StandardCharsets.UTF_8));
            assertThat(read.filter(note -> note.isSignedBy(Example.PUBLIC_KEY)))
                    .as("bit %s", bit)
                    .isEmpty();
        }
    }
}
