package uk.nhs.rtec.domain.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrescriptionOriginTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "0001, ENGLISH_NHS, general practitioner",
        "0003, ENGLISH_NHS, nurse practitioner",
        "0004, ENGLISH_NHS, hospital",
        "0006, ENGLISH_NHS, dental",
        "0009, PRIVATE,     general practitioner: private",
        "0101, ENGLISH_NHS, primary care: medical prescriber",
        "0109, ENGLISH_NHS, ends like the private one and is none",
        "0124, ENGLISH_NHS, dietician",
        "0125, ENGLISH_NHS, paramedic",
        "0201, WELSH,       primary care in Wales",
        "0213, WELSH,       primary care in Wales",
        "0501, ISLE_OF_MAN, primary care on the Isle of Man",
        "0607, ENGLISH_NHS, dentist",
        "0707, WELSH,       dentist in Wales",
        "0706, ENGLISH_NHS, the Welsh dentist's neighbour",
        "0901, PRIVATE,     medical prescriber: private",
        "0916, PRIVATE,     the last private one",
        "1001, ENGLISH_NHS, outpatient community",
        "1105, ENGLISH_NHS, hospital pharmacy",
        "1208, ENGLISH_NHS, homecare",
        "2001, WELSH,       outpatient community in Wales",
        "5001, ISLE_OF_MAN, outpatient community on the Isle of Man"
    })
    void theTypeCodeTells(String code, PrescriptionOrigin origin, String remark) {
        assertThat(PrescriptionOrigin.ofTypeCode(code)).as(remark).isEqualTo(origin);
    }
}
