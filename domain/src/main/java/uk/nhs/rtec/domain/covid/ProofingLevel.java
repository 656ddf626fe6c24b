package uk.nhs.rtec.domain.covid;

import java.util.Arrays;
import java.util.Optional;

/** How well NHS login knows who somebody is, the least first (DCB3051). */
public enum ProofingLevel {
    /** An e-mail address and a telephone. */
    P0,
    /** Some details were checked. */
    P5,
    /** The identity was verified, to "high". */
    P9;

    /** The level that NHS login calls by this name, or nothing when there is none. */
    public static Optional<ProofingLevel> named(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(name))
                .findFirst();
    }

    public boolean reaches(ProofingLevel minimum) {
        return compareTo(minimum) >= 0;
    }
}
