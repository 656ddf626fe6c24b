package uk.nhs.rtec.rest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.rest.api.SampleChecks;
import uk.nhs.rtec.rest.check.CheckIntake.Accepted;
import uk.nhs.rtec.rest.check.CheckIntake.Refused;

class CheckIntakeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final List<String> IN_ORDER =
            List.of("dob", "nhsNumber", "postcode", "forename", "surname", "prescriptionId");

    @Test
    void thePublishedExampleIsAccepted() {
        assertThat(read(example())).isEqualTo(new Accepted(SampleChecks.PATIENT, SampleChecks.PRESCRIPTION));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            dob            | "1850-01-01"            | the first day there is
            dob            | "2026-03-01"            | born today
            dob            | "2024-02-29"            | a leap day
            nhsNumber      | "9000000009"            | another number
            postcode       | "NE3 2JH"               | with its space
            postcode       | "ne32jh"                | lower case
            postcode       | "M11AE"                 | the shortest
            postcode       | "EC1A 1BB"              | the longest
            postcode       | "ZZ99 3WZ"              | a pseudo code of the demographics
            forename       | null                    | no forename
            forename       | "É"                     | one letter
            forename       | "Anne-Marie J."         | hyphen, space, full stop
            surname        | "O'Neill"               | typewriter apostrophe
            surname        | "O’Neill"               | typographic apostrophe
            surname        | "Núñez"                 | composed letters
            surname        | "Nu\\u0301n\\u0303ez"   | combining marks
            surname        | "Łukasiewicz"           | a letter with a stroke
            surname        | "王"                    | another script
            surname        | "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHI" | 35 characters
            prescriptionId | "471bc8-p83027-34b75x"  | lower case
            """)
    void goodMembersAreAccepted(String member, String value, String remark) {
        assertThat(read(exampleWith(member, value))).as(remark).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            dob            | "2026-03-02"            | tomorrow
            dob            | "2023-02-29"            | 29 February in a common year
            dob            | "1849-12-31"            | before the first day there is
            dob            | "2010-13-01"            | a thirteenth month
            dob            | "2010-1-1"              | digits missing
            dob            | "01-01-2010"            | the wrong way round
            dob            | "20100101"              | no hyphens
            dob            | "2010-01-01T00:00:00Z"  | with a time
            dob            | " 2010-01-01"           | with a space
            dob            | "２０１０-01-01"        | digits of another script
            dob            | "-010-01-01"            | a sign
            nhsNumber      | "943 476 5919"          | with spaces
            nhsNumber      | "943-476-5919"          | with hyphens
            nhsNumber      | "9434765918"            | wrong check digit
            nhsNumber      | "943476591"             | nine digits
            nhsNumber      | "94347659190"           | eleven digits
            nhsNumber      | "٩٤٣٤٧٦٥٩١٩"            | digits of another script
            nhsNumber      | "9434765919\\u0000"     | NUL after it
            postcode       | "NE3"                   | too short
            postcode       | "NE3  2JH"              | two spaces
            postcode       | " NE32JH"               | a space before
            postcode       | "NE32JH "               | a space after
            postcode       | "NE3-2JH"               | a hyphen
            postcode       | "NE3 2JHXX"             | nine characters
            postcode       | "NÉ32JH"                | an accent
            forename       | ""                      | empty
            forename       | " "                     | a space alone
            forename       | "P3ter"                 | a digit
            forename       | "Peter😀"               | an emoji
            forename       | "Peter\\u0000"          | NUL
            forename       | "Peter\\ud800"          | half a pair
            forename       | "Peter\\n"              | a line end
            surname        | "-"                     | no letter
            surname        | "Parker;"               | a semicolon
            surname        | "Parker\\u200b"         | an invisible character
            surname        | "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ" | 36 characters
            prescriptionId | "471BC8-P83027-34B75Y"  | wrong check character
            prescriptionId | "471BC8P8302734B75X"    | no hyphens
            prescriptionId | "471BC8-P83027-34B75X " | a space after
            prescriptionId | "G71BC8-P83027-34B75X"  | no hexadecimal digit
            prescriptionId | "8F14E45F-CEEA-467F-A3A5-0C7D6E8B1A2C" | EPS Release 1
            prescriptionId | "471BC8-P83027-34B7ß"   | a letter that grows in upper case
            """)
    void badMembersAreNamed(String member, String value, String remark) {
        assertThat(read(exampleWith(member, value))).as(remark).isEqualTo(new Refused(List.of(member)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dob", "nhsNumber", "postcode", "surname", "prescriptionId"})
    void aRequiredMemberIsNamedWhenItIsMissingOrOfTheWrongType(String member) {
        Map<String, String> without = example();
        without.remove(member);

        assertThat(read(without)).isEqualTo(new Refused(List.of(member)));
        for (String value : List.of("null", "1", "9434765919", "true", "[]", "{}", "[\"x\"]", "\"\"")) {
            assertThat(read(exampleWith(member, value))).as(value).isEqualTo(new Refused(List.of(member)));
        }
    }

    @Test
    void aForenameMayBeAbsentButNotOfTheWrongType() {
        Map<String, String> without = example();
        without.remove("forename");

        assertThat(read(without)).isInstanceOf(Accepted.class);
        for (String value : List.of("1", "true", "[]", "{}", "\"\"")) {
            assertThat(read(exampleWith("forename", value))).as(value).isEqualTo(new Refused(List.of("forename")));
        }
    }

    @Property(tries = 200)
    void allThatIsWrongIsNamedInTheDocumentedOrderHoweverItWasSent(
            @ForAll boolean[] wrong, @ForAll java.util.Random random) {
        Map<String, String> body = example();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < Math.min(wrong.length, IN_ORDER.size()); i++) {
            if (wrong[i]) {
                body.put(IN_ORDER.get(i), "false");
                expected.add(IN_ORDER.get(i));
            }
        }
        List<String> members = new ArrayList<>(
                body.entrySet().stream().map(CheckIntakeTest::member).toList());
        Collections.shuffle(members, random);
        CheckIntake intake = read("{" + String.join(",", members) + "}");

        if (expected.isEmpty()) {
            assertThat(intake).isInstanceOf(Accepted.class);
        } else {
            assertThat(intake).isEqualTo(new Refused(expected));
        }
    }

    @Test
    void anEmptyObjectLacksEveryRequiredMember() {
        assertThat(read("{}"))
                .isEqualTo(new Refused(List.of("dob", "nhsNumber", "postcode", "surname", "prescriptionId")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            expiry    | null
            DOB       | "not the member"
            gender    | {"deep":[1,2,{"er":"😀"}]}
            surname2  | "Parker"
            """)
    void unknownMembersAreIgnored(String member, String value) {
        assertThat(read(exampleWith(member, value))).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            note          | "\\u0000"
            note          | ["\\ud800"]
            note          | {"a":{"b":"\\udc00"}}
            note          | {"\\u0000":1}
            no\\u0000te   | 1
            """)
    void unknownMembersThatNobodyCanStoreSpoilTheRequest(String member, String value) {
        assertThat(read(exampleWith(member, value))).isEqualTo(new Refused(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "1", "{} {}", "{\"dob\":\"2010-01-01\",\"dob\":\"2010-01-01\"}"})
    void aBodyThatIsNotOneObjectIsRefusedAsAWhole(String body) {
        assertThat(read(body)).isEqualTo(new Refused(List.of()));
    }

    private static Map<String, String> example() {
        Map<String, String> members = new TreeMap<>();
        members.put("dob", "\"2010-01-01\"");
        members.put("nhsNumber", "\"9434765919\"");
        members.put("postcode", "\"NE32JH\"");
        members.put("forename", "\"Peter\"");
        members.put("surname", "\"Parker\"");
        members.put("prescriptionId", "\"471BC8-P83027-34B75X\"");
        return members;
    }

    private static Map<String, String> exampleWith(String member, String value) {
        Map<String, String> members = example();
        members.put(member, value);
        return members;
    }

    private static CheckIntake read(Map<String, String> members) {
        return read(
                members.entrySet().stream().map(CheckIntakeTest::member).collect(Collectors.joining(",", "{", "}")));
    }

    private static String member(Map.Entry<String, String> member) {
        return "\"" + member.getKey() + "\":" + member.getValue();
    }

    private static CheckIntake read(String body) {
        return CheckIntake.read(body.getBytes(UTF_8), TODAY);
    }
}
