package uk.nhs.rtec.domain.covid;

import java.util.Set;

/**
 * A patient-facing app that is enrolled: what for, on which legal basis, and in which ways it may ask.
 *
 * @param minimumLevel how well a patient must be known who asks through it
 */
public record CallingApp(
        AppId id, String useCase, String legalBasis, Set<AccessMode> accessModes, ProofingLevel minimumLevel) {

    public CallingApp {
        if (useCase.isBlank() || legalBasis.isBlank()) {
            throw new IllegalArgumentException("an app is enrolled for a use case, on a legal basis");
        }
        if (accessModes.isEmpty()) {
            throw new IllegalArgumentException("an app is enrolled for at least one access mode");
        }
        accessModes = Set.copyOf(accessModes);
    }
}
