package uk.nhs.rtec.sandbox.jose;

import java.util.Arrays;
import java.util.Optional;

/** A way to sign a token, or not to. */
public enum SigningAlgorithm {
    RS512("RS512", "SHA512withRSA"),
    RS256("RS256", "SHA256withRSA"),
    NONE("none", "");

    private final String joseName;
    private final String jdkName;

    SigningAlgorithm(String joseName, String jdkName) {
        this.joseName = joseName;
        this.jdkName = jdkName;
    }

    public static Optional<SigningAlgorithm> named(String joseName) {
        return Arrays.stream(values())
                .filter(each -> each.joseName.equals(joseName))
                .findFirst();
    }

    public String joseName() {
        return joseName;
    }

    String jdkName() {
        return jdkName;
    }
}
