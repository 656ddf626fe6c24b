package uk.nhs.rtec.domain.requester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequesterTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "FML84,       true,  a pharmacy",
        "G7H8J,       true,  a pharmacy since 2021",
        "VNE51,       true,  a sample of the contract",
        "A1B2C,       true,  a sample of the contract",
        "T1450,       true,  who reimburses in England",
        "ABC,         true,  three characters",
        "ABCDEFGHIJ,  true,  ten characters",
        "FFFFF,       false, where locums hold their profiles",
        "FFFF,        true,  one F fewer",
        "FFFFFF,      true,  one F more",
        "FFFFFA,      true,  only begins like it",
        "AB,          false, two characters",
        "ABCDEFGHIJK, false, eleven characters",
        "fml84,       false, lower case",
        "'FML84 ',    false, a space",
        "FML-84,      false, a hyphen",
        "ÉML84,       false, no English letter",
        "'',          false, nothing"
    })
    void organisations(String text, boolean valid, String remark) {
        assertThat(OdsCode.parse(text).isPresent()).as(remark).isEqualTo(valid);
        if (!valid) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OdsCode(text))
                    .withMessage("not the ODS code of an organisation");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200000010371,  true,  the published contract's own",
        "468894349017,  true,  another of its",
        "20000001037,   false, eleven digits",
        "2000000103711, false, thirteen digits",
        "20000001037A,  false, a letter",
        "'200000010371 ', false, a space",
        "٢٠٠٠٠٠٠١٠٣٧١,  false, digits but Arabic ones",
        "'',            false, nothing"
    })
    void systems(String text, boolean valid, String remark) {
        assertThat(Asid.parse(text).isPresent()).as(remark).isEqualTo(valid);
        if (!valid) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Asid(text))
                    .withMessage("not an ASID");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "504309731017,          true,  the published contract's own",
        "3415870201,            true,  a shorter one that was published",
        "1234,                  true,  four digits",
        "12345678901234567890,  true,  twenty digits",
        "123,                   false, three digits",
        "123456789012345678901, false, twenty-one digits",
        "50430973101A,          false, a letter",
        "'',                    false, nothing"
    })
    void practitioners(String text, boolean valid, String remark) {
        assertThat(SdsUserId.parse(text).isPresent()).as(remark).isEqualTo(valid);
        if (!valid) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SdsUserId(text))
                    .withMessage("not an SDS user id");
        }
    }
}
