package uk.nhs.rtec.deployment.ledger;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import uk.nhs.rtec.deployment.ledger.archive.Json;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.WrappedKeys;

/** The wrapped keys of a month as they lie in its archive. */
final class KeyJson {

    private static final long VERSION = 1;

    private KeyJson() {}

    static String of(WrappedKeys keys) {
        return JsonProvider.provider()
                        .createObjectBuilder()
                        .add("version", VERSION)
                        .add("month", Moments.text(keys.month()))
                        .add("data_key", keys.data().hex())
                        .add("search_key", keys.search().hex())
                        .add("wrapping_key", keys.wrappedBy())
                        .add("created_at", Moments.text(keys.createdAt()))
                        .build()
                + "\n";
    }

    static WrappedKeys read(JsonObject json) throws Unusable {
        Json.hasOnly(json, "version", "month", "data_key", "search_key", "wrapping_key", "created_at");
        if (Json.number(json, "version") != VERSION) {
            throw new Unusable("keys in a version that is not known here");
        }
        try {
            return new WrappedKeys(
                    Moments.parseMonth(Json.text(json, "month")).orElseThrow(IllegalArgumentException::new),
                    Bytes.ofHex(Json.text(json, "data_key")),
                    Bytes.ofHex(Json.text(json, "search_key")),
                    Json.text(json, "wrapping_key"),
                    Moments.parse(Json.text(json, "created_at")).orElseThrow(IllegalArgumentException::new));
        } catch (IllegalArgumentException e) {
            throw new Unusable("the keys of the archive are not what a ledger writes");
        }
    }
}
