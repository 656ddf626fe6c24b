package uk.nhs.rtec.domain.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisclosurePolicyTest {

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}, {4}")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    category,            published, current, generic, categorised
                    MATERNITY,            9005,      9181,    9180,    9181
                    MEDICAL,              9180,      9180,    9180,    9182
                    PREPAYMENT,           9180,      9180,    9180,    9185
                    WAR_PENSION,          9180,      9180,    9180,    9180
                    LOW_INCOME,           9180,      9180,    9180,    9184
                    INCOME_SUPPORT,       9180,      9180,    9180,    9200
                    JOBSEEKERS_ALLOWANCE, 9180,      9180,    9180,    9200
                    TAX_CREDIT,           9180,      9180,    9180,    9183
                    PENSION_CREDIT,       9180,      9180,    9180,    9200
                    UNIVERSAL_CREDIT,     9180,      9180,    9180,    9200
                    HRT_PREPAYMENT,       9180,      9180,    9180,    9186
                    """)
    void whatTheCounterIsTold(
            ExemptionCategory category, String published, String current, String generic, String categorised) {
        assertThat(DisclosurePolicy.PUBLISHED.disclosed(category).code()).isEqualTo(published);
        assertThat(DisclosurePolicy.CURRENT.disclosed(category).code()).isEqualTo(current);
        assertThat(DisclosurePolicy.GENERIC.disclosed(category).code()).isEqualTo(generic);
        assertThat(DisclosurePolicy.CATEGORISED.disclosed(category).code()).isEqualTo(categorised);
    }
}
