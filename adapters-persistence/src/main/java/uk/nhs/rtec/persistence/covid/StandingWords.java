package uk.nhs.rtec.persistence.covid;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.covid.Standing;
import uk.nhs.rtec.domain.covid.Standing.Mismatch;
import uk.nhs.rtec.domain.covid.Standing.RemovalReason;

/** How standings are spelled in the database, by hand, so that a class may be renamed and no row is. */
final class StandingWords {

    private StandingWords() {}

    static String standing(Standing standing) {
        return standing.map(
                pending -> {
                    throw new IllegalArgumentException("nothing becomes pending");
                },
                verified -> "VERIFIED",
                unverified -> "UNVERIFIED",
                rejected -> "REJECTED",
                removed -> "REMOVED");
    }

    static Optional<String> reason(Standing standing) {
        return standing.map(
                pending -> Optional.empty(),
                verified -> Optional.empty(),
                unverified -> Optional.of(word(unverified.mismatch())),
                rejected -> Optional.empty(),
                removed -> Optional.of(word(removed.reason())));
    }

    static Standing read(String standing, @Nullable String reason) {
        return switch (standing) {
            case "VERIFIED" -> new Standing.Verified();
            case "UNVERIFIED" -> new Standing.Unverified(mismatch(reason));
            case "REJECTED" -> new Standing.Rejected();
            case "REMOVED" -> new Standing.Removed(removal(reason));
            default -> throw new IllegalStateException("a change to no known standing");
        };
    }

    private static String word(Mismatch mismatch) {
        return switch (mismatch) {
            case NUMBER_UNKNOWN -> "NUMBER_UNKNOWN";
            case NUMBER_INVALIDATED -> "NUMBER_INVALIDATED";
            case NUMBER_SUPERSEDED -> "NUMBER_SUPERSEDED";
            case BIRTH_DATE_DIFFERS -> "BIRTH_DATE_DIFFERS";
            case NAME_DIFFERS -> "NAME_DIFFERS";
        };
    }

    private static String word(RemovalReason reason) {
        return switch (reason) {
            case ADDED_IN_ERROR -> "ADDED_IN_ERROR";
            case NO_LONGER_REQUIRED -> "NO_LONGER_REQUIRED";
        };
    }

    private static Mismatch mismatch(@Nullable String word) {
        for (Mismatch mismatch : Mismatch.values()) {
            if (word(mismatch).equals(word)) {
                return mismatch;
            }
        }
        throw new IllegalStateException("a mismatch of no known kind");
    }

    private static RemovalReason removal(@Nullable String word) {
        for (RemovalReason reason : RemovalReason.values()) {
            if (word(reason).equals(word)) {
                return reason;
            }
        }
        throw new IllegalStateException("a removal for no known reason");
    }
}
