package uk.nhs.rtec.domain.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChargeExemptionTest {

    private static final String VOCABULARY = """
            0000 | Patient has paid appropriate charges at old rate
            0001 | Patient has paid appropriate charges
            0002 | Is 60 years of age or over or is under 16 years of age
            0003 | 16, 17 or 18 and in full-time education
            0004 | is 60 years of age or over
            0005 | Maternity exemption certificate
            0006 | Medical exemption certificate
            0007 | Prescription prepayment certificate
            0008 | Prescription exemption certificate issued by Ministry of Defence
            0009 | HC2 (full help) certificate
            0010 | Was prescribed free-of-charge contraceptives
            0011 | Income support or Income-related Employment and Support Allowance
            0012 | "Income based Job Seeker's Allowance"
            0013 | Tax credit exemption certificate
            0014 | Pension Credit Guarantee Credit (including partners)
            0015 | Was prescribed free-of-charge HMP/prisoners/persons detained in other secure accommodation medication
            0016 | Universal Credit and meets the criteria
            0017 | Was prescribed free-of-charge STI sexual health medication
            0018 | Was prescribed free-of-charge mental health medication
            0019 | Was prescribed free-of-charge TB medication
            0020 | HRT only Prescription prepayment certificate
            1001 | Welsh Prescription Welsh Dispenser - No Charge (Wales Only)
            1002 | Welsh Entitlement Card (Wales Only)
            9005 | has a valid maternity exemption certificate - confirmed by RTEC source
            9180 | Real-time exemption checking
            9181 | Maternity exemption certificate
            9182 | Medical exemption certificate
            9183 | Tax credit exemption certificate
            9184 | Is named on a current HC2 charges certificate
            9185 | Prescription prepayment certificate
            9186 | HRT Only PPC
            9200 | All DWP
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = VOCABULARY)
    void theVocabularyIsHeldWordForWord(String code, String display) {
        ChargeExemption exemption = ChargeExemption.ofCode(code).orElseThrow();

        assertThat(exemption.code()).isEqualTo(code);
        assertThat(exemption.display()).isEqualTo(display);
    }

    @Test
    void nothingElseIsInItAndItsOrderIsThatOfTheCodes() {
        assertThat(ChargeExemption.values()).hasSize((int) VOCABULARY.lines().count());
        assertThat(Arrays.stream(ChargeExemption.values()).map(ChargeExemption::code))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0021", "9006", "9999", "9005 ", "MATERNITY"})
    void noOtherCodeHasAMeaning(String code) {
        assertThat(ChargeExemption.ofCode(code)).isEmpty();
    }
}
