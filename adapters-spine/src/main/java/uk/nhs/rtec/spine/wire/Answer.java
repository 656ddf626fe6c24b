package uk.nhs.rtec.spine.wire;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The body of an answer, of whatever kind it says it is. */
public final class Answer {

    private static final Set<String> JSON = Set.of("application/json", "application/fhir+json");
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private final String mediaType;
    private final byte[] body;

    Answer(MediaType mediaType, byte[] body) {
        this.mediaType = (mediaType.getType() + "/" + mediaType.getSubtype()).toLowerCase(Locale.ROOT);
        this.body = body.clone();
    }

    /** The one JSON object that the body is, or nothing when it is anything else. */
    public Optional<TolerantObject> object() {
        return JSON.contains(mediaType) ? text(body).flatMap(Answer::parse).map(TolerantObject::new) : Optional.empty();
    }

    /** The text is decoded before it is parsed: a parser on bytes would take other encodings and repair broken ones. */
    static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The exceptions of the parser quote what they could not read, and so must end here; for too much depth it throws one of no kind of its own. */
    static Optional<JsonObject> parse(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            JsonObject object = parser.getObject();
            return parser.hasNext() ? Optional.empty() : Optional.of(object);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Answer[…]";
    }
}
