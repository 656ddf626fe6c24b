package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that must be readable in thirty years: every literal here stands in docs/ledger-format.md too. */
final class LayoutTest {

    @Test
    void theBytesOfACheck() {
        assertThat(Example.CHECK.layout().hex())
                .isEqualTo("01"
                        + "0100000024" + hex("0b1c2d3e-4f50-4162-8374-95a6b7c8d9e0")
                        + "020000001b" + "323032362d31312d32325430393a31343a35392e3930303030305a"
                        + "030000001b" + "323032362d31312d32325430393a31353a30302e3030303030315a"
                        + "0400000005" + "4641353635"
                        + "050000000c" + "353535303231393335313037"
                        + "060000000c" + "323030303030303031323334"
                        + "0800000014" + "3437314243382d5038333032372d333442373558"
                        + "0a00000009" + hex("NO_ANSWER")
                        + "0b00000009" + hex("TIMED_OUT")
                        + "0f00000009" + hex("NOT_FOUND")
                        + "140000000c" + hex("UNDETERMINED")
                        + "1800000003" + "504453"
                        + "1900000009" + hex("TIMED_OUT")
                        + "1a00000010" + "a0".repeat(16)
                        + "1c00000010" + "b0".repeat(16)
                        + "1d00000020" + "c0".repeat(32)
                        + "1e00000020" + "2e23bdcbee2007ef456c2e7c43b16501eb912a0fba6d17d434381a429376bfd2");
        assertThat(Example.CHECK.leaf().hex())
                .isEqualTo("2700dcc9067213abff07580da23274edd9f24f14bce8f405779a14a9bb037abb");
    }

    @Test
    void theBytesOfAPatient() {
        assertThat(Example.PATIENT.layout().hex())
                .isEqualTo("01"
                        + "010000000a" + "39343334373635393139"
                        + "020000000a" + "323031302d30312d3031"
                        + "0300000006" + "4e4533324a48"
                        + "0400000009" + "c398646567c3a57264"
                        + "0e00000000");
        assertThat(Example.PATIENT.root(Example.SEED).hex())
                .isEqualTo("2e23bdcbee2007ef456c2e7c43b16501eb912a0fba6d17d434381a429376bfd2");
    }

    @ParameterizedTest
    @CsvSource({
        "STATED_NHS_NUMBER, 9b4c8120a4823a95f47cde17a244f4507244ee6e3957d1fab9fa29b44d3829b7, ddd09d8df55eb14241468ac735cd1a65c9f8bb979f4c94d3b1f8b3297d20aa18",
        "STATED_DATE_OF_BIRTH, 4304c22c84a53755ab08ead8d97a8d429be5efa480682d7ad1da27f73e1fbe1d, afe0b2956b64f87c7c02cc6b695c92b142bfa2386fd60472730ad473dc393042",
        "STATED_POSTCODE, 2a24d008789d3c74daf5e02636c675df8f09ec5e740c1bdf6305f9261f7b1c32, 993e825f950a229ab6c995e84d9fda20af34ff61fbbe44e6aa71d7e1121dfa94",
        "STATED_SURNAME, 8e77c2f050ca368c7b152d81b619ae607acad240e119edec24114676c7b97b34, d36db0a3d18219ceac496ecc695eb2189d557cc7c0d7ef90987f34b2d2cf485a",
        "STATED_FORENAME, e31674523a027a648179186251786003c992f256704eba70bbafaa7124138839, 3075e51489e48e5d50ec481298d9e6e242f186ec207d635f818a29224034fb76",
        "TRACED_NHS_NUMBER, ac66ce660899d8a8055f4c69dfab30f42bf78899f8042d1ce6fd659224f846ef, 5910c6043254a2af42d71a18c509efcaae93c62667c685bf9860133345d36e58",
        "TRACED_DATE_OF_BIRTH, f08f18519f42817d370076e6625bbaafb05ec4069fd7e7b288b9199f97057e4a, 36320db6585823ad0a9a917a71dbb477916272060bd11d714e1c89831c16ea7b",
        "TRACED_POSTCODE, 98dfeecab0c60986ef0c38afdd3f032dc1e094ccd9fd8d08e34df0549cb02a01, d8881637340717b68184cdc7abf36106cd8e0d7ac1f996497100eaa9cea91e90",
        "TRACED_SURNAME, 1a6130f9ab0a44d749aafb25c8e7bec4823d3fd538c527c68cd2ca011d12cb4e, 050b54844841cf141939afb47ec6162afeafa987a30fec59eb03f442d655327e",
        "TRACED_FORENAME, 5a273023b888e440207e4700f6a5df1857f596d6153128c69d54bbcbdc83ae83, 2fc2f14366e93c4693eeecdf0e6fe53b2299bd2195a2cf3292270552f332fe1c",
        "TRACED_DECEASED, 83afad0860d6f22f31083601fa077a20b50f22e3ed592ef219134d10be1d20b0, 57569643ed1949012b0489315960901b6f3217b0393f876d6871863a32196f2d",
        "TRACED_RESTRICTED, 5487d114309cc690000f77a875b862a8271c8b76739308a394cafc425d6e82f6, 6ba1e82d862019894585d3e047ab4c79e9c873ec25ce33b4f2b04c4551f94619",
        "TRACKED_NHS_NUMBER, 6f0985da4c1607a75b6107221acf5b2a19771db06ffed80d7ed2f40853620d39, d2fadf708d54f180c6ca72adc515328150d22931faf7d9467526235ff7a2c72e",
        "CORRELATION_ID, a19e0a9ea0e437b458f58330da7410d75ce8cdc71a3a411d0123fef73212889f, 4caccdff885f54e1afcceb56e3a99aa656528624e5a5a53a83d1b338854fa6ec",
        "CERTIFICATES, 6dde541a14a69bc10044abfcd2ef7684cf16590ee0e5f819d9fc504867cf3ea4, c8508ee342f4e9f97749c97b1f5099b9df010fd666d7b4d0d96fc8a9070bf487"
    })
    void theSaltAndTheCommitmentOfEachField(PatientField field, String salt, String commitment) {
        assertThat(Example.SEED.salt(field).hex()).isEqualTo(salt);
        assertThat(Example.PATIENT.evidence(Example.SEED, Set.of()).of(field))
                .isEqualTo(new Commitment.Hidden(Hash.ofHex(commitment)));
    }

    @Test
    void theBytesOfABatchHeader() {
        assertThat(Example.BATCH.layout().hex())
                .isEqualTo("01"
                        + "00000005" + "7274656331"
                        + "0000000000000007"
                        + "323032362d3131"
                        + "11".repeat(32)
                        + "103ed0709d063b14d81c830044ad82189b777f79ec852f9effee818083d351cc"
                        + "00000003"
                        + "000660d9e964b08d");
        assertThat(Example.BATCH.hash().hex())
                .isEqualTo("e56a3bc1f15f2555634086a59375fe3ea218a15e422244984601f07faf55e77a");
    }

    @ParameterizedTest
    @CsvSource({
        "ID, 1, id",
        "ASKED_AT, 2, asked_at",
        "ANSWERED_AT, 3, answered_at",
        "ODS_CODE, 4, ods_code",
        "USER_ID, 5, user_id",
        "ASID, 6, asid",
        "REQUEST_ID, 7, request_id",
        "PRESCRIPTION_ID, 8, prescription_id",
        "PATIENT_TRACE, 10, patient_trace",
        "PATIENT_SILENCE, 11, patient_silence",
        "PATIENT_TRACED_AT, 12, patient_traced_at",
        "PRESCRIPTION_TRACE, 15, prescription_trace",
        "PRESCRIPTION_SILENCE, 16, prescription_silence",
        "TRACKED_STATE, 17, tracked_state",
        "TRACKED_ORIGIN, 18, tracked_origin",
        "REGISTER_SILENCE, 19, register_silence",
        "OUTCOME, 20, outcome",
        "CATEGORY_CODE, 21, category_code",
        "DISCLOSED_CODE, 22, disclosed_code",
        "NOT_CHECKED_REASON, 23, not_checked_reason",
        "UNDETERMINED_SOURCE, 24, undetermined_source",
        "UNDETERMINED_SILENCE, 25, undetermined_silence",
        "STATED_NUMBER_HASH, 26, stated_number_hash",
        "TRACED_NUMBER_HASH, 27, traced_number_hash",
        "PERSON_HASH, 28, person_hash",
        "SEALED_HASH, 29, sealed_hash",
        "PATIENT_ROOT, 30, patient_root"
    })
    void theTagsAndNamesOfAChecksFields(ClearField field, int tag, String word) {
        assertThat(field.tag()).isEqualTo(tag);
        assertThat(field.word()).isEqualTo(word);
        assertThat(field.kind()).isEqualTo(tag < 26 ? ClearField.Kind.TEXT : ClearField.Kind.BYTES);
        assertThat(ClearField.ofWord(word)).contains(field);
        assertThat(ClearField.values()).hasSize(27).isSortedAccordingTo((a, b) -> a.tag() - b.tag());
    }

    @ParameterizedTest
    @CsvSource({
        "STATED_NHS_NUMBER, 1, stated_nhs_number", "STATED_DATE_OF_BIRTH, 2, stated_date_of_birth",
        "STATED_POSTCODE, 3, stated_postcode", "STATED_SURNAME, 4, stated_surname",
        "STATED_FORENAME, 5, stated_forename", "TRACED_NHS_NUMBER, 6, traced_nhs_number",
        "TRACED_DATE_OF_BIRTH, 7, traced_date_of_birth", "TRACED_POSTCODE, 8, traced_postcode",
        "TRACED_SURNAME, 9, traced_surname", "TRACED_FORENAME, 10, traced_forename",
        "TRACED_DECEASED, 11, traced_deceased", "TRACED_RESTRICTED, 12, traced_restricted",
        "TRACKED_NHS_NUMBER, 13, tracked_nhs_number", "CORRELATION_ID, 14, correlation_id",
        "CERTIFICATES, 15, certificates"
    })
    void theTagsAndNamesOfAPatientsFields(PatientField field, int tag, String word) {
        assertThat(field.tag()).isEqualTo(tag);
        assertThat(field.word()).isEqualTo(word);
        assertThat(field.kind()).isEqualTo(tag < 15 ? ClearField.Kind.TEXT : ClearField.Kind.BYTES);
        assertThat(PatientField.ofWord(word)).contains(field);
        assertThat(PatientField.values()).hasSize(15).isSortedAccordingTo((a, b) -> a.tag() - b.tag());
    }

    @Test
    void thereIsNoFieldOfAnotherName() {
        assertThat(ClearField.ofWord("sealed")).isEmpty();
        assertThat(PatientField.ofWord("id")).isEmpty();
    }

    @Test
    void theOrderInWhichFieldsAreGivenDoesNotCount() {
        Map<ClearField, Bytes> others = new HashMap<>(Example.CHECK.values());
        Bytes id = others.remove(ClearField.ID);

        assertThat(new ClearFields(others).with(ClearField.ID, id)).isEqualTo(Example.CHECK);
        assertThat(new ClearFields(others).with(ClearField.ID, id).layout()).isEqualTo(Example.CHECK.layout());
    }

    @Test
    void aFieldOfACheckIsThereOrLeftOut() {
        assertThatThrownBy(() -> Example.CHECK.with(ClearField.REQUEST_ID, Bytes.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(ClearField.class)
    void everyFieldOfACheckChangesItsLeaf(ClearField field) {
        Bytes other = Bytes.ofText("another value");
        Map<ClearField, Bytes> without = new HashMap<>(Example.CHECK.values());

        assertThat(Example.CHECK.with(field, other).leaf()).isNotEqualTo(Example.CHECK.leaf());
        if (without.remove(field) != null) {
            assertThat(new ClearFields(without).leaf()).isNotEqualTo(Example.CHECK.leaf());
        }
    }

    @Test
    void aPatientIsReadAsWritten() {
        assertThat(PatientFields.read(Example.PATIENT.layout())).isEqualTo(Example.PATIENT);
        assertThat(PatientFields.read(new PatientFields(Map.of()).layout())).isEqualTo(new PatientFields(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "''", // nothing at all
        "02", // another version
        "01010000000", // half a byte
        "0101", // no length
        "010100000001", // no value
        "0101ffffffff", // less than nothing
        "01017fffffff00", // more than there is
        "010000000000", // no such field
        "011000000000", // no such field yet
        "0102000000000100000000", // in another order
        "0101000000000100000000" // one field twice
    })
    void whatIsNoPatientIsNotRead(String hex) {
        assertThatThrownBy(() -> PatientFields.read(Bytes.ofHex(hex))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyPartOfABatchHeaderChangesItsHash() {
        BatchHeader batch = Example.BATCH;
        Instant at = batch.writtenAt();
        Hash another = Hash.ofHex("22".repeat(32));
        YearMonth next = batch.month().plusMonths(1);

        assertThat(Stream.of(
                                batch,
                                new BatchHeader("rtec2", 7, batch.month(), batch.previous(), batch.root(), 3, at),
                                new BatchHeader("rtec1", 8, batch.month(), batch.previous(), batch.root(), 3, at),
                                new BatchHeader("rtec1", 7, next, batch.previous(), batch.root(), 3, at),
                                new BatchHeader("rtec1", 7, batch.month(), another, batch.root(), 3, at),
                                new BatchHeader("rtec1", 7, batch.month(), batch.previous(), another, 3, at),
                                new BatchHeader("rtec1", 7, batch.month(), batch.previous(), batch.root(), 4, at),
                                new BatchHeader(
                                        "rtec1",
                                        7,
                                        batch.month(),
                                        batch.previous(),
                                        batch.root(),
                                        3,
                                        at.plusNanos(1000)))
                        .map(BatchHeader::hash))
                .doesNotHaveDuplicates();
    }

    @Test
    void aBatchIsWrittenToTheMicrosecond() {
        BatchHeader batch = Example.BATCH;

        assertThat(new BatchHeader(
                        batch.node(),
                        batch.number(),
                        batch.month(),
                        batch.previous(),
                        batch.root(),
                        batch.size(),
                        batch.writtenAt().plusNanos(999)))
                .isEqualTo(batch);
    }

    @ParameterizedTest
    @CsvSource({"'', 1, 1", "a b, 1, 1", "'a,b', 1, 1", "ä, 1, 1", "rtec1, 0, 1", "rtec1, 1, 0"})
    void whatIsNoBatchIsRefused(String node, long number, int size) {
        assertThatThrownBy(
                        () -> new BatchHeader(node, number, Example.MONTH, Hash.NONE, Hash.NONE, size, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:15:00Z, 2026-11-22T09:15:00.000000Z",
        "2026-11-22T09:15:00.1Z, 2026-11-22T09:15:00.100000Z",
        "2026-11-22T09:15:00.123456999Z, 2026-11-22T09:15:00.123456Z"
    })
    void aMomentHasOneSpelling(Instant moment, String text) {
        assertThat(Moments.text(moment)).isEqualTo(text);
        assertThat(Moments.parse(text).map(Moments::text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T09:15:00Z",
                "2026-11-22T09:15:00.000000",
                "2026-02-30T09:15:00.000000Z",
                "2026-13-01T09:15:00.000000Z",
                "2026-11-22T24:00:00.000000Z",
                "2026-11-22T23:59:60.000000Z",
                "-026-11-22T09:15:00.000000Z",
                "2026-11-22T09:15:00.00000٣Z",
                "2026-11-22T09:15:00.000000ZZ",
                "soon",
                "2026-11-22 09:15:00.000000Z"
            })
    void anotherSpellingIsNoMoment(String text) {
        assertThat(Moments.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z"})
    void aYearOfOtherThanFourDigitsHasNoSpelling(Instant moment) {
        assertThatThrownBy(() -> Moments.text(moment)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T23:59:59.999999Z, 2026-10", // in England, too, by then
        "2026-03-31T23:30:00Z, 2026-03", // in England it is April
        "2026-12-31T23:59:59.999999Z, 2026-12",
        "2027-01-01T00:00:00Z, 2027-01"
    })
    void aCheckBelongsToTheMonthInWhichItWasAnsweredInUtc(Instant answeredAt, String month) {
        assertThat(Moments.text(Moments.monthOf(answeredAt))).isEqualTo(month);
        assertThat(Moments.parseMonth(month)).contains(Moments.monthOf(answeredAt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-1", "26-01", "2026-01-01", ""})
    void anotherSpellingIsNoMonth(String text) {
        assertThat(Moments.parseMonth(text)).isEmpty();
    }

    @Test
    void bytesAreAValueThatTellsNothing() {
        byte[] array = {1, 2};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[0] = 9;

        assertThat(bytes).isEqualTo(Bytes.ofHex("0102")).hasSameHashCodeAs(Bytes.ofHex("0102"));
        assertThat(bytes).isNotEqualTo(Bytes.ofHex("010200")).isNotEqualTo(Bytes.ofHex("0103"));
        assertThat(Bytes.ofText("Parker")).hasToString("Bytes[6]");
        assertThat(Bytes.ofText("𝐀").inTheClear()).isEqualTo("𝐀");
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertThatThrownBy(() -> Bytes.ofText("\uD835")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bytes.ofHex("c328").inTheClear()).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "AB", "9434765919x"})
    void whatIsNoHexadecimalIsRefusedWithoutAWordOfIt(String digits) {
        assertThatThrownBy(() -> Bytes.ofHex(digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not hexadecimal digits in lower case")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void aHashHasThirtyTwoBytes(int length) {
        assertThatThrownBy(() -> Hash.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Seed(Bytes.of(new byte[length]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Commitment.Disclosed(Bytes.of(new byte[length]), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCompactRangeHasAPeakForEachBit() {
        assertThatThrownBy(() -> new CompactRange(3, List.of(Hash.NONE))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CompactRange(-1, Arrays.asList(new Hash[64])))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void everyFieldOfAPatientIsDisclosedOrHidden() {
        Map<PatientField, Commitment> some = new EnumMap<>(PatientField.class);
        some.put(PatientField.STATED_SURNAME, new Commitment.Hidden(Hash.NONE));

        assertThatThrownBy(() -> new PatientEvidence(some)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(String text) {
        return Bytes.ofText(text).hex();
    }
}
