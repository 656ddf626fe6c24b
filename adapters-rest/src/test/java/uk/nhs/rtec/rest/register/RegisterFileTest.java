package uk.nhs.rtec.rest.register;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;
import uk.nhs.rtec.rest.api.CsvFile.Unreadable;

class RegisterFileTest {

    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode";
    private static final String LINE = "MAT-1,0005,2026-01-01,2026-12-31,holder,,Example,Ann,1990-05-05,LS1 4AP";

    @Test
    void aLineSaysWhatStandsInEachColumn() {
        assertThat(read(HEADER + "\n" + LINE + "\n"))
                .containsExactly(new RegisterLine(
                        2,
                        Map.of(
                                RegisterColumn.CERTIFICATE_NUMBER, "MAT-1",
                                RegisterColumn.CATEGORY, "0005",
                                RegisterColumn.VALID_FROM, "2026-01-01",
                                RegisterColumn.VALID_TO, "2026-12-31",
                                RegisterColumn.RELATIONSHIP, "holder",
                                RegisterColumn.NHS_NUMBER, "",
                                RegisterColumn.SURNAME, "Example",
                                RegisterColumn.FORENAME, "Ann",
                                RegisterColumn.DATE_OF_BIRTH, "1990-05-05",
                                RegisterColumn.POSTCODE, "LS1 4AP")));
    }

    @Test
    void theColumnsMayStandInAnyOrder() {
        String backwards = String.join(",", reversed(HEADER));

        assertThat(read(backwards + "\n" + String.join(",", reversed(LINE)))).isEqualTo(read(HEADER + "\n" + LINE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndWillDo(String end) {
        assertThat(read(HEADER + end + LINE + end + LINE)).hasSize(2);
        assertThat(read(HEADER + end)).isEmpty();
        assertThat(read(HEADER)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read("\uFEFF" + HEADER + "\n" + LINE)).isEqualTo(read(HEADER + "\n" + LINE));
    }

    @Test
    void theHeaderMayHaveQuotesAndSpaces() {
        assertThat(read("\"" + HEADER.replace(",", "\", \"").replace("\", \"", "\",\"") + "\"\n" + LINE))
                .hasSize(1);
        assertThat(read(HEADER.replace(",", " , ") + "\n" + LINE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                  | an empty file
            `\n`                                                | an empty line
            certificate_number                                  | one column
            {"certificates":[]}                                 | JSON
            """)
    void whatIsNoHeaderIsNoRegisterFile(String header, String remark) {
        assertUnreadable(header + "\n" + LINE, remark);
    }

    @Test
    void everyColumnIsNamedOnceAndNoOther() {
        assertUnreadable(HEADER.replace(",forename", "") + "\n" + LINE, "missing");
        assertUnreadable(HEADER.replace("forename", "surname") + "\n" + LINE, "twice");
        assertUnreadable(HEADER + ",surname\n" + LINE, "twice, beside all");
        assertUnreadable(HEADER + ",title\n" + LINE, "unknown");
        assertUnreadable(HEADER + ",\n" + LINE, "a nameless one");
        assertUnreadable(HEADER.replace(',', ';') + "\n" + LINE, "semicolons");
        assertUnreadable(HEADER.replace("surname", "Surname") + "\n" + LINE, "another spelling");
    }

    @Test
    void aFileInAnotherEncodingIsNoRegisterFile() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> new RegisterFile(new ByteArrayInputStream(HEADER.getBytes(UTF_16)), -1));
    }

    @Test
    void aComplaintAboutTheHeaderDoesNotRepeatIt() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> read("9434765919,Parker\n"))
                .withMessage("the first line must name each of these columns once: " + HEADER)
                .withNoCause();
    }

    @Test
    void bytesThatAreNoUtf8SpoilTheirFieldOnly() {
        List<RegisterLine> lines =
                lines((HEADER + "\n" + LINE.replace("Example", "Núñez") + "\n" + LINE).getBytes(ISO_8859_1));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).texts()).containsEntry(RegisterColumn.SURNAME, "N\uFFFD\uFFFDez");
        assertThat(lines.get(1).texts()).containsEntry(RegisterColumn.SURNAME, "Example");
    }

    @Test
    void quotedFieldsMayHoldCommasAndQuotes() {
        List<RegisterLine> lines =
                read(HEADER + "\n" + LINE.replace("Example", "\"Exam\"\"ple, the second\"") + "\n" + LINE);

        assertThat(lines.get(0).texts()).containsEntry(RegisterColumn.SURNAME, "Exam\"ple, the second");
        assertThat(lines).extracting(RegisterLine::number).containsExactly(2, 3);
    }

    @Test
    void emptyLinesArePassedOverAndCounted() {
        assertThat(read(HEADER + "\n\n" + LINE + "\n\n\n" + LINE + "\n\n"))
                .extracting(RegisterLine::number)
                .containsExactly(3, 6);
    }

    @Test
    void aLineWithTooManyFieldsIsSpoilt() {
        assertThat(read(HEADER + "\n" + LINE + ",x").get(0).texts()).containsEntry(RegisterColumn.POSTCODE, "?");
        assertThat(read(HEADER + "\n" + LINE + ",").get(0).texts()).containsEntry(RegisterColumn.POSTCODE, "?");
    }

    @Test
    void aLineWithTooFewFieldsIsSpoiltWhicheverColumnComesLast() {
        String forenameLast = HEADER.replace(",forename", "") + ",forename";
        String line = LINE.replace(",Ann", "");

        assertThat(read(forenameLast + "\n" + line).get(0).texts())
                .as("one comma lost moves every later column: none of them may be believed")
                .containsEntry(RegisterColumn.FORENAME, "?");
        assertThat(read(HEADER + "\nMAT-1,0005").get(0).texts())
                .containsEntry(RegisterColumn.CATEGORY, "0005")
                .containsEntry(RegisterColumn.POSTCODE, "?")
                .doesNotContainKey(RegisterColumn.SURNAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Example", "Exam\"ple", "\"Example\"x", "\"Exam\nple\""})
    void aStrayQuoteSpoilsItsOwnLineAndNoOther(String surname) {
        List<RegisterLine> lines = read(HEADER + "\n" + LINE + "\n" + LINE.replace("Example", surname) + "\n" + LINE);

        assertThat(lines.get(0).texts()).containsEntry(RegisterColumn.SURNAME, "Example");
        assertThat(lines.get(1).texts()).containsEntry(RegisterColumn.POSTCODE, "?");
        assertThat(lines.get(lines.size() - 1).texts()).containsEntry(RegisterColumn.SURNAME, "Example");
    }

    @Test
    void aLineWithoutAnEndIsNotKept() {
        List<RegisterLine> lines = read(HEADER + "\n" + "x".repeat(1_000_000) + "\n" + LINE);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).texts()).containsEntry(RegisterColumn.POSTCODE, "?");
        assertThat(lines.get(1).texts()).containsEntry(RegisterColumn.SURNAME, "Example");
    }

    @Test
    void aFileShorterThanAnnouncedIsUnreadableHoweverItIsCut() {
        byte[] whole = (HEADER + "\n" + LINE + "\n" + LINE + "\n").getBytes(UTF_8);
        for (int length = HEADER.length() + 1; length < whole.length; length++) {
            RegisterFile file = new RegisterFile(new ByteArrayInputStream(whole, 0, length), whole.length);
            assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> file.forEachRemaining(line -> {}));
        }
    }

    @Test
    void aBodyThatFailsOnceHasNothingMoreToSayEvenIfItsStreamHas() {
        byte[] header = (HEADER + "\n" + LINE + "\n").getBytes(UTF_8);
        RegisterFile file = new RegisterFile(
                new InputStream() {
                    private int calls;

                    @Override
                    public int available() throws IOException {
                        throw new IOException("the sender went away");
                    }

                    @Override
                    public int read() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) throws IOException {
                        calls++;
                        if (calls == 2) {
                            throw new IOException("the sender went away");
                        }
                        // The third time, as the server does: what somebody else sent.
                        System.arraycopy(header, 0, buffer, from, header.length);
                        return header.length;
                    }
                },
                -1);

        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> file.forEachRemaining(line -> {}));
        assertThatExceptionOfType(Unreadable.class).isThrownBy(file::hasNext);
    }

    private static List<String> reversed(String line) {
        List<String> fields = new ArrayList<>(Arrays.asList(line.split(",", -1)));
        java.util.Collections.reverse(fields);
        return fields;
    }

    private static void assertUnreadable(String file, String remark) {
        assertThatExceptionOfType(Unreadable.class).as(remark).isThrownBy(() -> read(file));
    }

    private static List<RegisterLine> read(String file) {
        return lines(file.getBytes(UTF_8));
    }

    private static List<RegisterLine> lines(byte[] file) {
        List<RegisterLine> lines = new ArrayList<>();
        new RegisterFile(new ByteArrayInputStream(file), file.length).forEachRemaining(lines::add);
        return lines.stream().collect(Collectors.toUnmodifiableList());
    }
}
