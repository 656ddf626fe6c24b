package uk.nhs.rtec.rest.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Where pages end, as texts that mean nothing to who carries them: signed with keys that every node has, and each good only for more of the
 * search that it was given for.
 */
public final class Cursors {

    private static final String MAC = "HmacSHA256";

    /** Enough that nobody guesses one. */
    private static final int SIGNATURE = 16;

    private static final int PLACE = Long.BYTES + Integer.BYTES + 2 * Long.BYTES + 1;
    private static final byte PLACES = 1;
    private static final byte NAMES = 2;

    /** What may differ from page to page. */
    private static final Set<String> NO_CONDITIONS = Set.of("reason", "limit", "cursor");

    private final List<SecretKey> keys;

    /** Signed with the first key; a node that is told of a newer one later still signs with another. */
    public Cursors(List<SecretKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("nothing is signed without a key");
        }
        this.keys = List.copyOf(keys);
    }

    /** The last thing of a page: pages are in the order of a moment, and of a name among those of one moment. */
    public record Place(Instant at, UUID id) {}

    /**
     * The cursors of one search.
     *
     * @param kind what is searched
     * @param body what was asked for, whose conditions must be the same on each page
     */
    public OfSearch of(String kind, JsonObject body) {
        TreeMap<String, String> conditions = new TreeMap<>();
        body.forEach((member, value) -> {
            if (!NO_CONDITIONS.contains(member) && value != JsonValue.NULL) {
                conditions.put(member, value.toString());
            }
        });
        // Of a map that prints itself each text could come from two; of a length before each part, from one.
        StringBuilder search = new StringBuilder(kind);
        conditions.forEach((member, value) -> search.append('\n')
                .append(member.length())
                .append(' ')
                .append(member)
                .append(value.length())
                .append(' ')
                .append(value));
        return new OfSearch(keys, search.toString());
    }

    /** The cursors of one search. */
    public static final class OfSearch {

        private final List<SecretKey> keys;
        private final String search;

        private OfSearch(List<SecretKey> keys, String search) {
            this.keys = keys;
            this.search = search;
        }

        /** The text for a place. */
        public String text(Place place) {
            Instant at = place.at();
            return signed(ByteBuffer.allocate(PLACE)
                    .put(PLACES)
                    .putLong(at.getEpochSecond())
                    .putInt(at.getNano())
                    .putLong(place.id().getMostSignificantBits())
                    .putLong(place.id().getLeastSignificantBits())
                    .array());
        }

        /** The text for the last thing of a page, where pages are in the order of names. */
        public String text(String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            return signed(
                    ByteBuffer.allocate(1 + bytes.length).put(NAMES).put(bytes).array());
        }

        /** The place of a text that was given for this search, or nothing for any other. */
        public Optional<Place> place(String text) {
            return opened(text)
                    .filter(plain -> plain.length == PLACE && plain[0] == PLACES)
                    .flatMap(plain -> read(ByteBuffer.wrap(plain, 1, PLACE - 1)));
        }

        /** The name of a text that was given for this search, or nothing for any other. */
        public Optional<String> name(String text) {
            return opened(text)
                    .filter(plain -> plain[0] == NAMES)
                    .map(plain -> new String(plain, 1, plain.length - 1, StandardCharsets.UTF_8));
        }

        private String signed(byte... plain) {
            return encoded(ByteBuffer.allocate(plain.length + SIGNATURE)
                    .put(plain)
                    .put(signature(keys.get(0), plain))
                    .array());
        }

        private Optional<byte[]> opened(String text) {
            byte[] given;
            try {
                given = Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            // Of the last letter of a text some bits may say nothing: only one text is the one that was given.
            if (given.length <= SIGNATURE || !encoded(given).equals(text)) {
                return Optional.empty();
            }
            byte[] plain = Arrays.copyOf(given, given.length - SIGNATURE);
            byte[] signature = Arrays.copyOfRange(given, plain.length, given.length);
            return keys.stream().anyMatch(key -> MessageDigest.isEqual(signature, signature(key, plain)))
                    ? Optional.of(plain)
                    : Optional.empty();
        }

        private static String encoded(byte... bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        private static Optional<Place> read(ByteBuffer plain) {
            try {
                return Optional.of(new Place(
                        Instant.ofEpochSecond(plain.getLong(), plain.getInt()),
                        new UUID(plain.getLong(), plain.getLong())));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private byte[] signature(SecretKey key, byte... plain) {
            try {
                Mac mac = Mac.getInstance(MAC);
                mac.init(key);
                mac.update(plain);
                return Arrays.copyOf(mac.doFinal(search.getBytes(StandardCharsets.UTF_8)), SIGNATURE);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC-SHA-256", e);
            }
        }

        /** Conditions may be of a patient. */
        @Override
        public String toString() {
            return "OfSearch[…]";
        }
    }
}
