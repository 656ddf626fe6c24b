package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessLinkTest {

    private static final UUID ALERT = UUID.fromString("00000000-0000-0003-0000-000000000004");

    private static final AccessLink LINK = ended(Optional.empty(), Optional.empty());

    @Test
    void theLayoutIsAsPublished() {
        assertThat(LINK.layout().hex())
                .isEqualTo(("01 00000005 7274656331 0000000000000007 " + "11".repeat(32)
                                + " 0b1c2f3d4e5f40628837495a6b7c8d9e 000660d9e964b08d"
                                + " 0000000c 434845434b5f534541524348 00000003 583236"
                                + " 0000000c 353535323534323430303030 00000002 c3a9"
                                + " 00000002 00000004 66726f6d 00000007 6f6473436f6465"
                                + " ffffffff 00000010 00000000000000010000000000000002")
                        .replace(" ", ""));
        assertThat(LINK.hash()).isEqualTo(Hash.sha256(withFour(LINK.layout().toArray())));
    }

    @Test
    void theLayoutWithAnOutcomeIsAsPublished() {
        String before = LINK.layout().hex().substring(2);

        assertThat(ended(Optional.empty(), Optional.of("FAILED")).layout().hex())
                .isEqualTo("02" + before + "ffffffff" + "00000006" + "4641494c4544");
        assertThat(ended(Optional.of(ALERT), Optional.of("REFUSED")).layout().hex())
                .isEqualTo("02" + before + "00000010" + "00000000000000030000000000000004" + "00000007"
                        + "52454655534544");
    }

    @Test
    void noTwoEndsHaveOneHash() {
        assertThat(Stream.of(
                                LINK,
                                ended(Optional.of(ALERT), Optional.empty()),
                                ended(Optional.empty(), Optional.of("")),
                                ended(Optional.empty(), Optional.of("REFUSED")),
                                ended(Optional.of(ALERT), Optional.of("REFUSED")))
                        .map(AccessLink::hash))
                .doesNotHaveDuplicates();
    }

    @Test
    void itTellsNothingOfTheReason() {
        assertThat(LINK.toString()).isEqualTo("AccessLink[rtec1, 7]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü"})
    void aNodeHasAPlainName(String node) {
        assertThatIllegalArgumentException().isThrownBy(() -> link(node, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> link("rtec1", 0));
    }

    @Test
    void aNoteIsReadAsItWasSignedAndVerified() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        AccessLogNote note =
                AccessLogNote.sign("rtec.example", "rtec1", 7, LINK.hash(), keys.getPrivate(), keys.getPublic());

        assertThat(note.text()).startsWith("rtec.example/access-log\nrtec1\n7\n");
        assertThat(AccessLogNote.parse(note.text())).contains(note);
        assertThat(note.isSignedBy(keys.getPublic())).isTrue();
        assertThat(note.isSignedBy(others.getPublic())).isFalse();
        assertThat(AccessLogNote.parse(note.text().replace("\n7\n", "\n8\n"))
                        .orElseThrow()
                        .isSignedBy(keys.getPublic()))
                .isFalse();
        assertThat(CheckpointNote.parse(note.text())).isEmpty();
        assertThat(ArchiveNote.parse(note.text())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rtec.example/access-log\n", "rtec.example/access-log\nrtec1\n0\nAA==\n\n— a b\n"})
    void whatIsNoNoteIsNone(String text) {
        assertThat(AccessLogNote.parse(text)).isEmpty();
    }

    private static AccessLink ended(Optional<UUID> alert, Optional<String> outcome) {
        return new AccessLink(
                "rtec1",
                7,
                Hash.ofHex("11".repeat(32)),
                UUID.fromString("0b1c2f3d-4e5f-4062-8837-495a6b7c8d9e"),
                Instant.parse("2026-11-22T09:15:00.123789999Z"),
                "CHECK_SEARCH",
                "X26",
                "555254240000",
                Optional.of("é"),
                List.of("from", "odsCode"),
                Optional.empty(),
                Optional.of(UUID.fromString("00000000-0000-0001-0000-000000000002")),
                alert,
                outcome);
    }

    private static AccessLink link(String node, long number) {
        return new AccessLink(
                node,
                number,
                Hash.NONE,
                new UUID(0, 0),
                Instant.EPOCH,
                "CHECK_VIEW",
                "X26",
                "555254240000",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static byte[] withFour(byte... layout) {
        byte[] all = new byte[layout.length + 1];
        all[0] = 4;
        System.arraycopy(layout, 0, all, 1, layout.length);
        return all;
    }
}
