package uk.nhs.rtec.spine.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeshSettingsTest {

    private final Map<String, String> named = new HashMap<>(Map.of(
            "rtec.mesh.mailbox", "T1450OT001",
            "rtec.mesh.password", "a-password",
            "rtec.mesh.shared-key", "a-shared-key"));

    private MeshSettings read() {
        return MeshSettings.read(name -> Optional.ofNullable(named.get(name)));
    }

    @Test
    void everySettingIsTaken() {
        assertThat(read()).isEqualTo(new MeshSettings("T1450OT001", "a-password", "a-shared-key"));
    }

    /** MESH takes the id in capital letters only. */
    @Test
    void aMailboxIsWrittenInCapitals() {
        named.put("rtec.mesh.mailbox", "t1450ot001");

        assertThat(read().mailbox()).isEqualTo("T1450OT001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtec.mesh.mailbox", "rtec.mesh.password", "rtec.mesh.shared-key"})
    void thereIsNoDefaultForAnyOfThem(String name) {
        named.remove(name);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "rtec.mesh.mailbox, T1450:OT001",
        "rtec.mesh.mailbox, T1450/OT001",
        "rtec.mesh.password, ''",
        "rtec.mesh.shared-key, ''"
    })
    void whatCannotBeRightIsRefusedAtStart(String name, String wrong) {
        named.put(name, wrong);

        assertThatThrownBy(this::read).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSecretPrintsItself() {
        assertThat(read()).hasToString("MeshSettings[T1450OT001, …]");
    }
}
