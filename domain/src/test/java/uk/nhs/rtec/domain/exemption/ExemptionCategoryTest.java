package uk.nhs.rtec.domain.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExemptionCategoryTest {

    @Test
    void certificatesAreHeldOfTheseCategoriesInTheOrderOfTheVocabulary() {
        assertThat(Arrays.stream(ExemptionCategory.values()).map(ExemptionCategory::code))
                .containsExactly(
                        "0005", "0006", "0007", "0008", "0009", "0011", "0012", "0013", "0014", "0016", "0020");
    }

    @ParameterizedTest
    @EnumSource
    void theCodeLeadsBackToTheCategory(ExemptionCategory category) {
        assertThat(ExemptionCategory.ofCode(category.code())).contains(category);
        assertThat(ChargeExemption.ofCode(category.code())).contains(category.exemption());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "0000", "0001", "0002", "0003", "0004", "0010", "0015", "0017", "0018", "0019", "1001", "9005", "9180",
                "9200", "", "5"
            })
    void ofNoOtherCodeAreCertificatesHeld(String code) {
        assertThat(ExemptionCategory.ofCode(code)).isEmpty();
    }

    @ParameterizedTest(name = "{0} covers every item: {1}")
    @CsvSource({
        "MATERNITY, true",
        "MEDICAL, true",
        "PREPAYMENT, true",
        "WAR_PENSION, false",
        "LOW_INCOME, true",
        "INCOME_SUPPORT, true",
        "JOBSEEKERS_ALLOWANCE, true",
        "TAX_CREDIT, true",
        "PENSION_CREDIT, true",
        "UNIVERSAL_CREDIT, true",
        "HRT_PREPAYMENT, false"
    })
    void whatACertificateCovers(ExemptionCategory category, boolean everyItem) {
        assertThat(category.coversEveryItem()).isEqualTo(everyItem);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"holder, HOLDER", "partner, PARTNER", "dependant, DEPENDANT"})
    void whatSomeoneIsToACertificate(String code, Relationship relationship) {
        assertThat(Relationship.ofCode(code)).contains(relationship);
        assertThat(relationship.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Holder", "HOLDER", "dependent", "child"})
    void nobodyIsAnythingElseToIt(String code) {
        assertThat(Relationship.ofCode(code)).isEmpty();
    }
}
