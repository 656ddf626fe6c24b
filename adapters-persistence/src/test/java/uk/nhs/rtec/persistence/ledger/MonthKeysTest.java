package uk.nhs.rtec.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Surname;

final class MonthKeysTest {

    private static final UUID ID = UUID.fromString("0192b1a0-7c11-7000-8000-000000000001");
    private static final byte[] NONCE = new byte[MonthKeys.NONCE];
    private static final byte[] CONTENT = {1, 2, 3};

    private static final MonthKeys JUNE = keys(YearMonth.of(2026, 6), 1);

    @Test
    void whatIsSealedOpensForItsOwnCheckAndMonthOnly() {
        byte[] sealed = JUNE.seal(ID, NONCE, CONTENT);

        assertThat(JUNE.open(ID, sealed)).isEqualTo(CONTENT);
        assertThat(sealed).hasSize(1 + MonthKeys.NONCE + CONTENT.length + 16);
        assertThatIllegalStateException().isThrownBy(() -> JUNE.open(new UUID(0, 0), sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> keys(YearMonth.of(2026, 7), 1).open(ID, sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> keys(YearMonth.of(2026, 6), 2).open(ID, sealed));
    }

    @Test
    void aChangeOfAnyByteIsFound() {
        byte[] sealed = JUNE.seal(ID, NONCE, CONTENT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> JUNE.open(ID, changed)).as("byte %d", i).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPersonIsHashedAsNamesAreComparedAndOtherwiseInEveryMonth() {
        DateOfBirth born = new DateOfBirth(LocalDate.of(1980, 2, 29));

        assertThat(JUNE.hash(new Surname("O’Brien-Smítová"), born))
                .isEqualTo(JUNE.hash(new Surname("obrien smitova"), born))
                .hasSize(16)
                .isNotEqualTo(JUNE.hash(new Surname("Obrien"), born))
                .isNotEqualTo(keys(YearMonth.of(2026, 6), 2).hash(new Surname("obrien smitova"), born));
        assertThat(JUNE.hash(Examples.nhsNumber(1))).isNotEqualTo(JUNE.hash(Examples.nhsNumber(2)));
    }

    @Test
    void anOldKeyUnwrapsWhatItOnceWrapped(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ledger.p12");
        store(file, "first", 32, "second", 32);
        byte[] wrapped = WrappingKeys.load(file, "secret", "first").wrap(JUNE.data());
        WrappingKeys rotated = WrappingKeys.load(file, "secret", "second");

        assertThat(rotated.current()).isEqualTo("second");
        assertThat(rotated.unwrap(wrapped, "first", "AES").getEncoded())
                .isEqualTo(JUNE.data().getEncoded());
        assertThatIllegalStateException().isThrownBy(() -> rotated.unwrap(wrapped, "second", "AES"));
        assertThatIllegalStateException().isThrownBy(() -> rotated.unwrap(wrapped, "third", "AES"));
    }

    @Test
    void aKeyThatIsNotThereOrTooShortKeepsTheServiceFromStarting(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ledger.p12");
        store(file, "good", 32, "short", 16);

        assertThatIllegalStateException().isThrownBy(() -> WrappingKeys.load(file, "secret", "none"));
        assertThatIllegalStateException().isThrownBy(() -> WrappingKeys.load(file, "secret", "short"));
        assertThatIllegalStateException().isThrownBy(() -> WrappingKeys.load(file, "wrong", "good"));
        assertThatIllegalStateException()
                .isThrownBy(() -> WrappingKeys.load(folder.resolve("missing"), "secret", "good"));
        assertThatIllegalStateException().isThrownBy(() -> CheckpointKeys.load(file, "secret", "good"));
    }

    private static MonthKeys keys(YearMonth month, int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        SecretKey data = new SecretKeySpec(key, MonthKeys.SEALING);
        return MonthKeys.of(month, data, new SecretKeySpec(key, MonthKeys.SEARCHING));
    }

    private static void store(Path file, String first, int firstLength, String second, int secondLength)
            throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection("secret".toCharArray());
        keys.setEntry(first, new KeyStore.SecretKeyEntry(new SecretKeySpec(filled(firstLength, 7), "AES")), password);
        keys.setEntry(second, new KeyStore.SecretKeyEntry(new SecretKeySpec(filled(secondLength, 8), "AES")), password);
        try (OutputStream stored = Files.newOutputStream(file)) {
            keys.store(stored, "secret".toCharArray());
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
