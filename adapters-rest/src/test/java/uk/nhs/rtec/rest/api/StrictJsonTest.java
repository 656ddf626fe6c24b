package uk.nhs.rtec.rest.api;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " \t\r\n{ \"a\" : 1 } \r\n\t ",
                "{\"a\":null,\"b\":[1,true,\"x\"],\"c\":{\"d\":{}}}",
                "{\"a\":1,\"A\":2}",
                "{\"a\":{\"x\":1},\"b\":{\"x\":1}}",
                "{\"\":\"a member may have no name\"}",
                "{\"a\":1e400,\"b\":-0.0}"
            })
    void oneObjectIsRead(String body) {
        assertThat(read(body)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``              | empty
            `  `            | white space only
            null            | null
            true            | a literal
            1               | a number
            "a"             | a string
            []              | an array
            [{}]            | an array of one object
            {} x            | trailing text
            {}{}            | two objects
            {},             | trailing comma
            {"a":1,}        | comma before the end
            {"a":1          | cut off
            {"a"            | cut off in a member
            {"a":           | cut off before the value
            {'a':1}         | single quotes
            {a:1}           | no quotes
            {"a":01}        | leading zero
            {"a":+1}        | plus sign
            {"a":NaN}       | not a JSON number
            {"a":"\\x"}     | unknown escape
            {"a":"\\u00g0"} | bad hex
            {"a":1}//       | comment
            {"a":1,"a":1}   | a member twice
            {"a":1,"\\u0061":1} | a member twice, once escaped
            {"a":{"b":1,"b":2}} | twice at depth
            {"a":[{"b":1,"b":2}]} | twice inside an array
            """)
    void anythingElseIsNot(String body, String remark) {
        assertThat(read(body)).as(remark).isEmpty();
    }

    @Test
    void rawControlCharactersInAStringAreRefused() {
        assertThat(read("{\"a\":\"\n\"}")).isEmpty();
        assertThat(read("{\"a\":\"\u0000\"}")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThat(read("\uFEFF{}")).isEmpty();
    }

    @Test
    void utf16IsRefused() {
        assertThat(StrictJson.objectIn("{}".getBytes(UTF_16))).isEmpty();
        assertThat(StrictJson.objectIn(new byte[] {'{', 0, '}', 0})).isEmpty();
        assertThat(StrictJson.objectIn(new byte[] {0, '{', 0, '}'})).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FF, no byte of UTF-8",
        "C3, a sequence cut off",
        "C0AF, an overlong slash",
        "EDA080, a surrogate",
        "F4908080, beyond the last code point",
        "E9, e acute in ISO 8859-1"
    })
    void invalidUtf8IsRefusedAndNotReplaced(String hex, String remark) {
        byte[] bytes = new java.math.BigInteger("00" + hex, 16).toByteArray();
        byte[] text = new byte[] {'{', '"', 'a', '"', ':', '"'};
        byte[] body = new byte[text.length + hex.length() / 2 + 2];
        System.arraycopy(text, 0, body, 0, text.length);
        System.arraycopy(bytes, bytes.length - hex.length() / 2, body, text.length, hex.length() / 2);
        body[body.length - 2] = '"';
        body[body.length - 1] = '}';

        assertThat(StrictJson.objectIn(body)).as(remark).isEmpty();
    }

    @Test
    void eightLevelsAreReadAndNineAreNot() {
        assertThat(read(nested(8, "1"))).isPresent();
        assertThat(read(nested(8, "{}"))).as("an empty object is a level too").isEmpty();
        assertThat(read(nested(8, "[]"))).as("so is an empty array").isEmpty();
        assertThat(read(nested(7, "[]"))).isPresent();
        assertThat(read(nested(7, "[[]]"))).isEmpty();
        assertThat(read(nested(9, "1"))).isEmpty();
    }

    @Test
    void sixteenKilobytesOfNestingAreRefusedWithoutHarm() {
        assertThat(read("{\"a\":" + "[".repeat(16_000))).isEmpty();
        assertThat(read("{\"a\":".repeat(3_200))).isEmpty();
    }

    @Test
    void hugeNumbersDoNoHarm() {
        assertThat(read("{\"a\":1e999999999}")).satisfiesAnyOf(StrictJsonTest::isRead, StrictJsonTest::isRefused);
        assertThat(read("{\"a\":1e99999999999}")).isEmpty();
        assertThat(read("{\"a\":" + "9".repeat(10_000) + "}"))
                .satisfiesAnyOf(StrictJsonTest::isRead, StrictJsonTest::isRefused);
    }

    @Property(tries = 500)
    void noBytesMakeItThrow(@ForAll @Size(max = 64) byte[] body) {
        assertThat(StrictJson.objectIn(body)).isNotNull();
    }

    @Property(tries = 200)
    void whatJsonWritesItReads(@ForAll String name, @ForAll String text) {
        // A lone surrogate has no form in UTF-8, and Java writes a question mark for it.
        JsonObject object =
                Json.createObjectBuilder().add(encodable(name), encodable(text)).build();

        assertThat(read(object.toString())).contains(object);
    }

    @Test
    void textThatNoStoreCanKeepIsFoundAtAnyDepth() {
        assertThat(StrictJson.isStorable(
                        read("{\"a\":[{\"b\":\"é 😀\"},1,null,true]}").orElseThrow()))
                .isTrue();
        assertThat(StrictJson.isStorable(read("{\"a\":[{\"b\":\"\\u0000\"}]}").orElseThrow()))
                .isFalse();
        assertThat(StrictJson.isStorable(read("{\"a\":{\"\\ud800\":1}}").orElseThrow()))
                .isFalse();
        assertThat(StrictJson.isStorable(read("{\"a\":\"\\udc00\\ud800\"}").orElseThrow()))
                .as("a pair the wrong way round")
                .isFalse();
        assertThat(StrictJson.isStorable(read("{\"a\":\"\\ud83d\\ude00\"}").orElseThrow()))
                .as("a pair")
                .isTrue();
    }

    private static void isRead(Optional<JsonObject> object) {
        assertThat(object).isPresent();
    }

    private static void isRefused(Optional<JsonObject> object) {
        assertThat(object).isEmpty();
    }

    private static String encodable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static String nested(int objects, String innermost) {
        return "{\"a\":".repeat(objects) + innermost + "}".repeat(objects);
    }

    private static Optional<JsonObject> read(String body) {
        return StrictJson.objectIn(body.getBytes(UTF_8));
    }
}
