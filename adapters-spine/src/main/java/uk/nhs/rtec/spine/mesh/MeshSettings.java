package uk.nhs.rtec.spine.mesh;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How MESH knows us.
 *
 * @param mailbox the mailbox's id, in capital letters
 * @param password the mailbox's
 * @param sharedKey the secret of the whole environment
 */
public record MeshSettings(String mailbox, String password, String sharedKey) {

    private static final Pattern MAILBOX = Pattern.compile("[A-Z0-9]{1,100}");

    public MeshSettings {
        if (!MAILBOX.matcher(mailbox).matches()) {
            throw new IllegalArgumentException("a mailbox has an id of letters and digits");
        }
        if (password.isEmpty() || sharedKey.isEmpty()) {
            throw new IllegalArgumentException("a mailbox has a password, and its environment a shared key");
        }
    }

    /**
     * The settings with these names, {@code rtec.mesh.…}.
     *
     * @param named a setting by its name, empty when there is none
     * @throws IllegalArgumentException when one is wrong or missing
     */
    public static MeshSettings read(Function<String, Optional<String>> named) {
        return new MeshSettings(
                required(named, "rtec.mesh.mailbox").toUpperCase(Locale.ROOT),
                required(named, "rtec.mesh.password"),
                required(named, "rtec.mesh.shared-key"));
    }

    private static String required(Function<String, Optional<String>> named, String name) {
        return named.apply(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    @Override
    public String toString() {
        return "MeshSettings[" + mailbox + ", …]";
    }
}
