package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {

    /** Ed25519 signs the same text with the same signature, always. */
    private static final String NOTE = """
            rtec.nhs.uk/ledger/2026-11
            5
            kbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=

            — rtec.nhs.uk/ledger/2026-11 yyGTtazyy9bvDAfa0u96oXU6VOcs1hUR0mZADRBu13AOy0FF2XhIpPJc+4lURiXm9mjNWKoj6B2adQrCYfr0oepIoQ0=
            """;

    private static final String WITNESS = "— witness.example/w1 AAAAAAAA\n";

    @Test
    void aCheckpointIsSignedAsANote() {
        CheckpointNote note = Example.CHECKPOINT.sign(Example.PRIVATE_KEY, Example.PUBLIC_KEY);

        assertThat(note.text()).isEqualTo(NOTE);
        assertThat(note.isSignedBy(Example.PUBLIC_KEY)).isTrue();
        assertThat(note.isSignedBy(Example.ANOTHER_KEY)).isFalse();
    }

    @Test
    void aNoteIsReadAsWritten() {
        assertThat(CheckpointNote.parse(NOTE))
                .contains(Example.CHECKPOINT.sign(Example.PRIVATE_KEY, Example.PUBLIC_KEY));
        assertThat(read(NOTE).text()).isEqualTo(NOTE);
    }

    @Test
    void signaturesOfWitnessesAreKeptAndChangeNothing() {
        for (String witnessed : List.of(NOTE + WITNESS, NOTE.replace("\n\n", "\n\n" + WITNESS))) {
            CheckpointNote note = read(witnessed);

            assertThat(note.text()).isEqualTo(witnessed);
            assertThat(note.checkpoint()).isEqualTo(Example.CHECKPOINT);
            assertThat(note.isSignedBy(Example.PUBLIC_KEY)).isTrue();
        }
    }

    @Test
    void noBitOfANoteCanBeChanged() {
        byte[] text = NOTE.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < text.length * 8; bit++) {
            byte[] tampered = text.clone();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(text(tampered)
                            .flatMap(CheckpointNote::parse)
                            .filter(note -> note.isSignedBy(Example.PUBLIC_KEY)))
                    .as("bit %s of byte %s", bit % 8, bit / 8)
                    .isEmpty();
        }
    }

    @Test
    void aSignatureUnderAnotherNameIsNotTheLedgers() {
        NoteSignature ours = read(NOTE).signatures().get(0);
        CheckpointNote renamed = new CheckpointNote(
                Example.CHECKPOINT, List.of(new NoteSignature("witness.example/w1", ours.keyIdAndSignature())));

        assertThat(renamed.isSignedBy(Example.PUBLIC_KEY)).isFalse();
    }

    @Test
    void theSignatureOfOneMonthIsNotThatOfAnother() {
        Checkpoint next = new Checkpoint(
                Example.CHECKPOINT.ledger(),
                Example.MONTH.plusMonths(1),
                Example.CHECKPOINT.size(),
                Example.CHECKPOINT.root());

        assertThat(new CheckpointNote(next, read(NOTE).signatures()).isSignedBy(Example.PUBLIC_KEY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n", // without a signature
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n", // without one, either
                "rtec/2026-11\n05\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n", // a leading zero
                "rtec/2026-11\n-5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n",
                "rtec/2026-11\n9999999999999999999\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n",
                "rtec/2026-13\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n",
                "rtec\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n", // of no month
                "rt ec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n",
                "rt+ec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA\n",
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxF=\n\n— w AAAAAAAA\n", // two bits too many
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yw==\n\n— w AAAAAAAA\n", // a byte less
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n- w AAAAAAAA\n", // another dash
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAA\n", // nothing signed
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\n\n— w AAAAAAAA", // no end of line
                "rtec/2026-11\r\n5\r\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\r\n\r\n— w AAAAAAAA\r\n",
                "rtec/2026-11\n5\nkbObezgFU03Gn6Oyom/u2z109pfmU82WOb1shFh5yxE=\nmore\n\n— w AAAAAAAA\n"
            })
    void whatIsNoNoteIsNotRead(String text) {
        assertThat(CheckpointNote.parse(text)).isEmpty();
    }

    @Test
    void aNoteIsNotReadForEver() {
        assertThat(CheckpointNote.parse(NOTE + WITNESS.repeat(100))).isPresent();
        assertThat(CheckpointNote.parse(NOTE + WITNESS.repeat(10_000))).isEmpty();
    }

    @Test
    void onlyAnEd25519KeyWillDo() throws GeneralSecurityException {
        var other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();

        assertThatThrownBy(() -> Example.CHECKPOINT.sign(other.getPrivate(), other.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(NOTE).isSignedBy(other.getPublic())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\n", "ä"})
    void aLedgerHasANameThatCanStandInANote(String name) {
        assertThatThrownBy(() -> new Checkpoint(name, Example.MONTH, 0, Hash.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CheckpointNote read(String text) {
        return CheckpointNote.parse(text).orElseThrow();
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
