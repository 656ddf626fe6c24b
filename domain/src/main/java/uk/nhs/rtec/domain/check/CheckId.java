package uk.nhs.rtec.domain.check;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The name of one check in the ledger; it tells nothing about the patient. */
public record CheckId(UUID value) {

    private static final int MOMENT_SHIFT = 16;
    private static final long VERSION_7 = 0x7000L;
    private static final long CHANCE_BESIDE_MOMENT = 0x0FFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long CHANCE_BESIDE_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * A new name, made from a moment and chance (RFC 9562, UUID version 7): names of one time lie together, so that a store which keeps
     * millions of them in order adds at one end.
     *
     * @param chance numbers of 64 bits that nobody else has
     */
    public static CheckId madeAt(Instant moment, LongSupplier chance) {
        long most = (moment.toEpochMilli() << MOMENT_SHIFT) | VERSION_7 | (chance.getAsLong() & CHANCE_BESIDE_MOMENT);
        long least = VARIANT | (chance.getAsLong() & CHANCE_BESIDE_VARIANT);
        return new CheckId(new UUID(most, least));
    }

    /** The id that the text states, or nothing when it is none. */
    public static Optional<CheckId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CheckId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
