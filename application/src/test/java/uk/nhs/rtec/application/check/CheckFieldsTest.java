package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.domain.proof.PatientFields;
import uk.nhs.rtec.domain.proof.Spelling;
import uk.nhs.rtec.domain.proof.Words;

/** Every check there can be goes into the fields of the ledger and comes out of them as it was. */
final class CheckFieldsTest {

    static Stream<ConcludedCheck> everyKindOfCheck() {
        return Examples.everyKindOfCheck().stream().map(ExampleCheck::concluded);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfCheck")
    void aCheckIsReadAsItWasWritten(ConcludedCheck check) {
        CheckFields fields = CheckFields.of(check);
        CheckFields read = new CheckFields(
                fields.clear(), PatientFields.read(fields.patient().layout()));

        assertThat(read.check()).isEqualTo(check);
    }

    @Test
    void noTwoOfThemHaveOneLayout() {
        assertThat(everyKindOfCheck().map(CheckFields::of).map(fields -> fields.clear()
                        .layout()))
                .doesNotHaveDuplicates();
    }

    @Test
    void betweenThemTheyHaveEveryFieldThatAConcludedCheckTells() {
        Set<ClearField> hashes = Set.of(
                ClearField.STATED_NUMBER_HASH,
                ClearField.TRACED_NUMBER_HASH,
                ClearField.PERSON_HASH,
                ClearField.SEALED_HASH,
                ClearField.PATIENT_ROOT);

        assertThat(everyKindOfCheck()
                        .flatMap(check -> CheckFields.of(check).clear().values().keySet().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ClearField.values())
                        .filter(field -> !hashes.contains(field))
                        .toList());
        assertThat(everyKindOfCheck()
                        .flatMap(check -> CheckFields.of(check).patient().values().keySet().stream())
                        .distinct())
                .containsExactlyInAnyOrder(PatientField.values());
    }

    @Test
    void nothingOfThePatientStandsInTheClear() {
        ClearFields clear = CheckFields.of(Examples.check().concluded()).clear();

        assertThat(clear.values().values().stream().map(Bytes::inTheClear))
                .noneMatch(text -> text.contains("Parker")
                        || text.contains("Peter")
                        || text.contains("9434765919")
                        || text.contains("2010-01-01")
                        || text.contains("NE32JH")
                        || text.contains("MAT-2026/0001"));
    }

    @Test
    void certificatesAreKeptInBothOrders() {
        ConcludedCheck check = Examples.check()
                .finding(new CheckFindings(
                        Examples.check().findings().patient(),
                        Examples.check().findings().prescription(),
                        CertificateSearch.answered(List.of(Examples.MEDICAL, Examples.MATERNITY, Examples.MEDICAL))))
                .ending(new ExemptionFound(
                        ChargeExemption.MEDICAL,
                        ChargeExemption.CONFIRMED,
                        List.of(
                                Examples.certificate("NEVER/HELD", ExemptionCategory.LOW_INCOME),
                                Examples.MEDICAL,
                                Examples.MEDICAL,
                                Examples.MEDICAL,
                                Examples.MATERNITY)))
                .concluded();

        assertThat(CheckFields.of(check).check()).isEqualTo(check);
    }

    /** The bytes that docs/ledger-format.md shows. */
    @Test
    void theBytesOfACertificate() {
        ConcludedCheck check = Examples.check()
                .finding(new CheckFindings(
                        Examples.check().findings().patient(),
                        Examples.check().findings().prescription(),
                        CertificateSearch.answered(List.of(Examples.MATERNITY
                                .revoked(new Revocation(Examples.TODAY, "é"))
                                .suspended(Optional.of(new Suspension(Instant.parse("2026-05-30T08:30:15.12Z"))))))))
                .ending(Examples.undetermined())
                .concluded();

        assertThat(CheckFields.of(check)
                        .patient()
                        .value(PatientField.CERTIFICATES)
                        .map(Bytes::hex))
                .contains("00000001"
                        + "0000000d" + Bytes.ofText("MAT-2026/0001").hex()
                        + "00000004" + "30303035"
                        + "0000000a" + Bytes.ofText("2025-11-30").hex()
                        + "0000000a" + Bytes.ofText("2026-12-01").hex()
                        + "0000000a" + Bytes.ofText("2026-06-01").hex()
                        + "00000002" + "c3a9"
                        + "00000001" + "30"
                        + "ffffffff"
                        + "0000001b323032362d30352d33305430383a33303a31352e3132303030305a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000001",
                "0000000000",
                "00000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "000000010000000131",
                // suspended since yesterday
                "00000001000000013100000004303030350000000a323032362d30312d30310000000a323032362d31322d3331ffffffffff"
                        + "ffffffffffffffffffffff00000009796573746572646179"
            })
    void whatAreNoCertificatesIsNotRead(String hex) {
        CheckFields fields = CheckFields.of(Examples.check().concluded());
        Map<PatientField, Bytes> patient = new HashMap<>(fields.patient().values());
        patient.put(PatientField.CERTIFICATES, Bytes.ofHex(hex));
        CheckFields spoilt = new CheckFields(fields.clear(), new PatientFields(patient));

        assertThatThrownBy(spoilt::check).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = ClearField.class,
            names = {"ID", "ASKED_AT", "ANSWERED_AT", "ODS_CODE", "OUTCOME", "PATIENT_TRACE", "PRESCRIPTION_TRACE"})
    void aCheckThatLacksSomethingIsNotRead(ClearField field) {
        CheckFields fields = CheckFields.of(Examples.check().concluded());
        Map<ClearField, Bytes> clear = new HashMap<>(fields.clear().values());
        clear.remove(field);
        CheckFields spoilt = new CheckFields(new ClearFields(clear), fields.patient());

        assertThatThrownBy(spoilt::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field.word());
    }

    @ParameterizedTest
    @EnumSource(
            value = ClearField.class,
            names = {"OUTCOME", "PATIENT_TRACE", "PRESCRIPTION_TRACE", "DISCLOSED_CODE"})
    void aWordThatNobodyKnowsIsNotGuessed(ClearField field) {
        CheckFields fields = CheckFields.of(Examples.check().concluded());
        CheckFields spoilt = new CheckFields(fields.clear().with(field, Bytes.ofText("MAYBE")), fields.patient());

        assertThatThrownBy(spoilt::check).isInstanceOf(IllegalStateException.class);
    }

    /** What was ever written stays readable: the words are these. */
    @Test
    void theWordsOfTheLedger() {
        assertThat(Words.EXEMPTION_FOUND).isEqualTo("EXEMPTION_FOUND");
        assertThat(Words.NO_EXEMPTION_FOUND).isEqualTo("NO_EXEMPTION_FOUND");
        assertThat(Words.NOT_CHECKED).isEqualTo("NOT_CHECKED");
        assertThat(Words.UNDETERMINED).isEqualTo("UNDETERMINED");
        assertThat(Words.TRACED).isEqualTo("TRACED");
        assertThat(Words.FOUND).isEqualTo("FOUND");
        assertThat(Words.NOT_FOUND).isEqualTo("NOT_FOUND");
        assertThat(Words.ISSUE_NOT_FOUND).isEqualTo("ISSUE_NOT_FOUND");
        assertThat(Words.NO_ANSWER).isEqualTo("NO_ANSWER");
        assertWords(Words.SILENCE, Silence.values(), "TIMED_OUT UNREACHABLE REFUSED UNREADABLE NOT_ASKED");
        assertWords(Words.UNTRACED, Untraced.Reason.values(), "UNKNOWN INVALIDATED");
        assertWords(Words.SOURCE, Undetermined.Source.values(), "PDS PRESCRIPTION_TRACKER EXEMPTION_REGISTER");
        assertWords(Words.ORIGIN, PrescriptionOrigin.values(), "ENGLISH_NHS PRIVATE WELSH ISLE_OF_MAN");
        assertWords(
                Words.NOT_CHECKED_REASON,
                NotChecked.Reason.values(),
                "PATIENT_UNKNOWN PATIENT_INVALIDATED PATIENT_RESTRICTED PATIENT_DECEASED DETAILS_MISSING DETAILS_DIFFER"
                        + " PRESCRIPTION_UNKNOWN PRESCRIPTION_OF_ANOTHER PRESCRIPTION_NOT_ENGLISH PRESCRIPTION_NOT_CHARGEABLE");
        assertWords(
                Words.STATE,
                PrescriptionState.values(),
                "0000 0001 0002 0003 0004 0005 0006 0007 0008 0009 9000 9001 9005");
        assertThat(Words.EXEMPTION.word(ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE))
                .isEqualTo("9005");
        assertThat(Words.CATEGORY.word(ExemptionCategory.MATERNITY)).isEqualTo("0005");
    }

    private static <E extends Enum<E>> void assertWords(Spelling<E> spelling, E[] values, String words) {
        assertThat(Arrays.stream(values).map(spelling::word)).containsExactly(words.split(" "));
        assertThat(Arrays.stream(values).map(spelling::word).map(spelling::value))
                .containsExactly(values);
    }

    @Test
    void whatIsAskedOfSealedFieldsIsTheCheckAndNoMore() {
        ConcludedCheck check = Examples.check().concluded();
        ClearFields written = CheckFields.of(check)
                .clear()
                .with(ClearField.STATED_NUMBER_HASH, Bytes.of(new byte[16]))
                .with(ClearField.PERSON_HASH, Bytes.of(new byte[16]));

        assertThat(new CheckFields(written, CheckFields.of(check).patient()).check())
                .isEqualTo(check);
    }

    @Test
    void anEmptyCorrelationIdIsNotNone() {
        Function<String, PatientFields> under = id -> CheckFields.of(Examples.check()
                        .referredToAs(new RequestReference(Optional.of(new UUID(1, 2)), Optional.of(id)))
                        .concluded())
                .patient();

        assertThat(under.apply("").value(PatientField.CORRELATION_ID)).contains(Bytes.of());
        assertThat(CheckFields.of(Examples.check().concluded()).patient().value(PatientField.CORRELATION_ID))
                .isEmpty();
    }
}
