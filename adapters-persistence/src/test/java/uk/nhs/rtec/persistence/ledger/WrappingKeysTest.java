package uk.nhs.rtec.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class WrappingKeysTest {

    private static final char[] PASSWORD = "secret".toCharArray();

    @Test
    void keysForAnotherPurposeAreTheSameForWhoeverHasTheStoreAndTheCurrentOnesFirst() throws Exception {
        List<String> cursors = derived("key-2", "cursors");

        assertThat(cursors).hasSize(2).doesNotHaveDuplicates().isEqualTo(derived("key-2", "cursors"));
        assertThat(derived("key-1", "cursors")).containsExactly(cursors.get(1), cursors.get(0));
        assertThat(derived("key-2", "others")).doesNotContainAnyElementsOf(cursors);
        assertThat(cursors).doesNotContain("01".repeat(32), "02".repeat(32));
    }

    private static List<String> derived(String current, String purpose) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int number = 1; number <= 2; number++) {
            store.setEntry(
                    "key-" + number,
                    new KeyStore.SecretKeyEntry(
                            new SecretKeySpec(HexFormat.of().parseHex(("0" + number).repeat(32)), "AES")),
                    new KeyStore.PasswordProtection(PASSWORD));
        }
        return WrappingKeys.of(store, "secret", current).derived(purpose).stream()
                .map(key -> HexFormat.of().formatHex(key.getEncoded()))
                .toList();
    }
}
