package uk.nhs.rtec.rest.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.rest.api.Cursors.Place;

class CursorsTest {

    private static final Cursors CURSORS = SampleCursors.of(1);
    private static final Place PLACE = new Place(Instant.parse("2026-03-01T09:00:00.000001Z"), new UUID(1, 2));
    private static final String SEARCH = "{\"odsCode\":\"FML84\",\"limit\":1}";

    @Property
    void whatIsWrittenIsReadAgain(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nanos,
            @ForAll long high,
            @ForAll long low) {
        Place place = new Place(Instant.ofEpochSecond(seconds, nanos), new UUID(high, low));

        assertThat(of(SEARCH).place(of(SEARCH).text(place))).contains(place);
        assertThat(of(SEARCH).text(place)).matches("[A-Za-z0-9_-]{60}");
    }

    @Property
    void noOtherTextIsRead(@ForAll String text) {
        assertThat(of(SEARCH).place(text)).isEmpty();
    }

    @Test
    void aTextThatWasChangedAnywhereIsNoCursor() {
        String text = of(SEARCH).text(PLACE);
        for (int i = 0; i < text.length(); i++) {
            for (char other : "AQgw-_9".toCharArray()) {
                String changed = text.substring(0, i) + other + text.substring(i + 1);
                assertThat(of(SEARCH).place(changed).isPresent()).isEqualTo(changed.equals(text));
            }
        }
        assertThat(of(SEARCH).place(text + "A")).isEmpty();
        assertThat(of(SEARCH).place(text.substring(1))).isEmpty();
        assertThat(of(SEARCH).place(text + "=")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\":500,\"odsCode\":\"FML84\",\"reason\":\"another\",\"cursor\":\"x\"}",
                "{\"odsCode\":\"FML84\",\"userId\":null}",
                " { \"odsCode\" : \"\\u0046ML84\" } "
            })
    void theSameSearchGoesOnWithAnotherPageSizeOrReason(String search) {
        assertThat(of(search).place(of(SEARCH).text(PLACE))).contains(PLACE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}
            {"odsCode":"FX999"}
            {"asid":"FML84"}
            {"odsCode":"FML84","outcome":"NOT_CHECKED"}
            {"odsCode":["FML84"]}
            """)
    void anotherSearchDoesNotGoOnWithIt(String search) {
        assertThat(of(search).place(of(SEARCH).text(PLACE))).isEmpty();
    }

    @Test
    void anotherKindOfThingDoesNotGoOnWithIt() {
        assertThat(CURSORS.of("claims", object(SEARCH)).place(of(SEARCH).text(PLACE)))
                .isEmpty();
    }

    @Test
    void membersDoNotRunIntoEachOther() {
        String one = "{\"a\":1,\"b\":2}";
        String other = "{\"a\":\"1\\n1 b1 2\"}";
        assertThat(of(other).place(of(one).text(PLACE))).isEmpty();
    }

    @Test
    void whoeverHasTheKeyAmongItsOwnReadsIt() {
        String byTheFirst = SampleCursors.of(1).of("checks", object(SEARCH)).text(PLACE);
        String byTheSecond = SampleCursors.of(2, 1).of("checks", object(SEARCH)).text(PLACE);
        assertThat(SampleCursors.of(2, 1).of("checks", object(SEARCH)).place(byTheFirst))
                .contains(PLACE);
        assertThat(SampleCursors.of(1, 2).of("checks", object(SEARCH)).place(byTheSecond))
                .contains(PLACE);
        assertThat(SampleCursors.of(3).of("checks", object(SEARCH)).place(byTheFirst))
                .isEmpty();
        assertThat(byTheFirst).isNotEqualTo(byTheSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9000000009", "13", "Ø", "", "a.b-c"})
    void aNameIsReadAsItWasWritten(String name) {
        assertThat(of(SEARCH).name(of(SEARCH).text(name))).contains(name);
        assertThat(of(SEARCH).place(of(SEARCH).text(name))).isEmpty();
        assertThat(of("{\"odsCode\":\"FML85\"}").name(of(SEARCH).text(name))).isEmpty();
        assertThat(CURSORS.of("claims", object(SEARCH)).name(of(SEARCH).text(name)))
                .isEmpty();
    }

    @Test
    void aNameIsNoPlaceAndNoOtherTextIsOne() {
        String text = of(SEARCH).text("9000000009");

        assertThat(of(SEARCH).name(of(SEARCH).text(PLACE))).isEmpty();
        for (int i = 0; i < text.length(); i++) {
            for (char letter : new char[] {'A', 'B', '_'}) {
                String changed = text.substring(0, i) + letter + text.substring(i + 1);
                assertThat(of(SEARCH).name(changed).isPresent()).isEqualTo(changed.equals(text));
            }
        }
        assertThat(of(SEARCH).name("")).isEmpty();
        assertThat(of(SEARCH).name("9000000009")).isEmpty();
    }

    @Test
    void theOrderOfMembersDoesNotMatter() {
        List<String> members = new ArrayList<>(List.of("\"a\":1", "\"b\":2", "\"c\":3"));
        String text = of("{" + String.join(",", members) + "}").text(PLACE);
        Collections.reverse(members);
        assertThat(of("{" + String.join(",", members) + "}").place(text)).contains(PLACE);
    }

    private static Cursors.OfSearch of(String search) {
        return CURSORS.of("checks", object(search));
    }

    private static JsonObject object(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
