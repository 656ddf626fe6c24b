package uk.nhs.rtec.rest.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.rest.api.CsvFile;

final class ClaimFileTest {

    @Test
    void theColumnForThePatientMayBeThere() {
        assertThat(read("""
                        prescription_id,ods_code,charge_exemption,claimed_at,nhs_number
                        A,B,C,D,E
                        A,B,C,D,
                        """))
                .containsExactly(
                        new ClaimLine(2, texts("A", "B", "C", "D", "E")),
                        new ClaimLine(3, texts("A", "B", "C", "D", "")));
    }

    @Test
    void theColumnForThePatientMayBeLeftOut() {
        Map<ClaimColumn, String> texts = Map.of(
                ClaimColumn.PRESCRIPTION_ID, "A",
                ClaimColumn.ODS_CODE, "B",
                ClaimColumn.CHARGE_EXEMPTION, "C",
                ClaimColumn.CLAIMED_AT, "D");

        assertThat(read("claimed_at,ods_code,charge_exemption,prescription_id\r\nD,B,C,A\r\n"))
                .containsExactly(new ClaimLine(2, texts));
    }

    @Test
    void aLineMayNotBringAPatientThatTheHeaderDoesNotName() {
        assertThat(read("prescription_id,ods_code,charge_exemption,claimed_at\nA,B,C,D,9434765919\n")
                        .get(0)
                        .texts())
                .containsEntry(ClaimColumn.CLAIMED_AT, "?")
                .doesNotContainValue("9434765919");
    }

    @Test
    void aFileLongerThanAHeaderIsReadToItsEnd() {
        String line = "471BC8-P83027-34B75X,FML84,9180,2026-06-04,\n";

        assertThat(read("prescription_id,ods_code,charge_exemption,claimed_at,nhs_number\n" + line.repeat(10_000)))
                .hasSize(10_000)
                .last()
                .extracting(ClaimLine::number)
                .isEqualTo(10_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prescription_id,ods_code,charge_exemption\n",
                "prescription_id,ods_code,charge_exemption,nhs_number\n",
                "prescription_id,ods_code,charge_exemption,claimed_at,other\n",
                "prescription_id,ods_code,charge_exemption,claimed_at,nhs_number,nhs_number\n",
                "prescription_id,ods_code,charge_exemption,claimed_at,claimed_at\n",
                "prescription_id,ods_code,charge_exemption,claimed_at,my_nhs_number\n",
                "<claims/>",
            })
    void anotherHeaderIsRefused(String file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CsvFile.Unreadable.class)
                .hasMessageEndingWith(": prescription_id,ods_code,charge_exemption,claimed_at,nhs_number;"
                        + " it may leave out nhs_number");
    }

    private static List<ClaimLine> read(String file) {
        List<ClaimLine> lines = new ArrayList<>();
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        new ClaimFile(new ByteArrayInputStream(bytes), bytes.length).forEachRemaining(lines::add);
        return lines;
    }

    private static Map<ClaimColumn, String> texts(
            String prescription, String organisation, String exemption, String claimedAt, String patient) {
        return Map.of(
                ClaimColumn.PRESCRIPTION_ID, prescription,
                ClaimColumn.ODS_CODE, organisation,
                ClaimColumn.CHARGE_EXEMPTION, exemption,
                ClaimColumn.CLAIMED_AT, claimedAt,
                ClaimColumn.NHS_NUMBER, patient);
    }
}
