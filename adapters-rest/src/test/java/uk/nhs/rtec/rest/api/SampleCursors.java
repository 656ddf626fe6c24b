package uk.nhs.rtec.rest.api;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Cursors signed with keys that are the same in every test. */
public final class SampleCursors {

    public static final Cursors CURSORS = of(1);

    private SampleCursors() {}

    /** With these keys, of which the first signs. */
    public static Cursors of(int... keys) {
        return new Cursors(Arrays.stream(keys).mapToObj(SampleCursors::key).toList());
    }

    private static SecretKey key(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return new SecretKeySpec(key, "HmacSHA256");
    }
}
