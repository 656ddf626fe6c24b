package uk.nhs.rtec.persistence.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import uk.nhs.rtec.application.audit.AskedConditions;

/** How conditions are written before they are sealed: names and texts in turn, each as its length in four bytes and its UTF-8. */
final class ConditionTexts {

    private ConditionTexts() {}

    static byte[] of(AskedConditions conditions) {
        Map<String, String> texts = conditions.inTheClear();
        int length = texts.entrySet().stream()
                .mapToInt(each -> 2 * Integer.BYTES + utf8(each.getKey()).length + utf8(each.getValue()).length)
                .sum();
        ByteBuffer content = ByteBuffer.allocate(length);
        texts.forEach((name, text) -> {
            put(content, name);
            put(content, text);
        });
        return content.array();
    }

    static AskedConditions read(byte[] content) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        Map<String, String> texts = new TreeMap<>();
        while (rest.hasRemaining()) {
            String name = take(rest);
            texts.put(name, take(rest));
        }
        return new AskedConditions(texts);
    }

    private static void put(ByteBuffer content, String text) {
        byte[] bytes = utf8(text);
        content.putInt(bytes.length).put(bytes);
    }

    private static String take(ByteBuffer rest) {
        byte[] bytes = new byte[rest.getInt()];
        rest.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
