package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What was sealed and cannot be read is quoted by no exception. */
final class SealedTest {

    private static final String QUOTABLE = "2010-02-30";

    private static final List<String> CERTIFICATE =
            List.of("HRT1234", "0020", "2026-01-01", "2026-12-31", "2026-02-01", "lost", "0", "0");

    static final List<Arguments> PLACES_OF_DAYS_AND_NUMBERS =
            Stream.of(2, 3, 4, 6, 7).map(Arguments::of).toList();

    @ParameterizedTest
    @EnumSource(
            value = PatientField.class,
            names = {"STATED_DATE_OF_BIRTH", "TRACED_DATE_OF_BIRTH"})
    void aDayOfBirthThatIsNone(PatientField field) {
        Map<ClearField, Bytes> clear = new EnumMap<>(Example.CHECK.values());
        clear.put(ClearField.PATIENT_TRACE, Bytes.ofText(Words.TRACED));
        Map<PatientField, Bytes> patient = new EnumMap<>(Example.PATIENT.values());
        patient.put(PatientField.TRACED_NHS_NUMBER, Bytes.ofText("9434765919"));
        patient.put(PatientField.TRACED_DECEASED, Bytes.ofText("false"));
        patient.put(PatientField.TRACED_RESTRICTED, Bytes.ofText("false"));
        patient.put(field, Bytes.ofText(QUOTABLE));
        CheckFields fields = new CheckFields(new ClearFields(clear), new PatientFields(patient));

        assertTellsNothing(fields::check, "something is sealed as a day that is none");
    }

    @ParameterizedTest
    @FieldSource("PLACES_OF_DAYS_AND_NUMBERS")
    void aCertificatesDayOrPlaceThatIsNone(int place) {
        assertTellsNothing(
                () -> CertificateList.read(layout(place)),
                "something is sealed as a " + (place < 6 ? "day" : "number") + " that is none");
    }

    private static void assertTellsNothing(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause()
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }

    /** A certificate with something else in one place. */
    private static Bytes layout(int wrong) {
        ByteBuffer layout = ByteBuffer.allocate(1_000).putInt(1);
        for (int place = 0; place < CERTIFICATE.size(); place++) {
            byte[] text = Bytes.ofText(place == wrong ? QUOTABLE : CERTIFICATE.get(place))
                    .toArray();
            layout.putInt(text.length).put(text);
        }
        layout.putInt(-1);
        return Layout.of(layout);
    }
}
