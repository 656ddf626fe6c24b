package uk.nhs.rtec.rest.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.application.job.UnreadableFile;

final class FhirFileTest {

    static final String CLAIM = """
            {"resourceType": "Claim", "status": "active", "created": "2026-06-04T12:00:00+00:00",
             "contained": [
               {"resourceType": "PractitionerRole", "id": "performer", "organization": {"reference": "#organisation"}},
               {"resourceType": "Organization", "id": "organisation",
                "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "FML84"}]},
               {"resourceType": "Organization", "id": "another",
                "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "VNE51"}]}],
             "patient": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765919"}},
             "provider": {"reference": "#performer"},
             "prescription": {"extension": [{
               "url": "https://fhir.nhs.uk/StructureDefinition/Extension-DM-GroupIdentifier",
               "extension": [
                 {"url": "shortForm", "valueIdentifier":
                   {"system": "https://fhir.nhs.uk/Id/prescription-order-number", "value": "471BC8-P83027-34B75X"}},
                 {"url": "UUID", "valueIdentifier":
                   {"system": "https://fhir.nhs.uk/Id/prescription", "value": "a5b9dc81-ccf4-4dab-b887-3d88e557febb"}}]}]},
             "insurance": [{"coverage": {"identifier":
               {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "T1450"}}}],
             "item": [{"programCode": [
               {"coding": [{"system": "https://fhir.nhs.uk/CodeSystem/prescription-charge-exemption", "code": "9182"}]},
               {"coding": [{"system": "https://fhir.nhs.uk/CodeSystem/DM-exemption-evidence", "code": "evidence-seen"}]}],
               "detail": [{"programCode": [
                 {"coding": [{"system": "https://fhir.nhs.uk/CodeSystem/DM-prescription-charge", "code": "not-paid"}]}]}]}]}
            """;

    @Test
    void aClaimOfABundleStatesEverything() {
        assertThat(read(bundle(CLAIM)))
                .containsExactly(new ClaimLine(
                        1,
                        Map.of(
                                ClaimColumn.PRESCRIPTION_ID, "471BC8-P83027-34B75X",
                                ClaimColumn.ODS_CODE, "FML84",
                                ClaimColumn.CHARGE_EXEMPTION, "9182",
                                ClaimColumn.CLAIMED_AT, "2026-06-04T12:00:00+00:00",
                                ClaimColumn.NHS_NUMBER, "9434765919")));
    }

    @Test
    void theOrganisationMayBeNamedInTheRoleItself() {
        String named = CLAIM.replace(
                "{\"reference\": \"#organisation\"}",
                "{\"identifier\": {\"system\": \"https://fhir.nhs.uk/Id/ods-organization-code\", \"value\": \"A1B2C\"}}");

        assertThat(read(bundle(named)).get(0).texts()).containsEntry(ClaimColumn.ODS_CODE, "A1B2C");
    }

    @Test
    void aBundleHoldsAnyNumberOfClaimsAndOfBundlesOfThem() {
        List<ClaimLine> lines = read(bundle(
                "{\"resourceType\": \"MessageHeader\"}",
                CLAIM,
                bundle("{\"resourceType\": \"MessageHeader\"}", CLAIM.replace("9182", "0001")),
                CLAIM.replace("9182", "9180")));

        assertThat(lines).extracting(ClaimLine::number).containsExactly(1, 2, 3);
        assertThat(lines)
                .extracting(line -> line.texts().get(ClaimColumn.CHARGE_EXEMPTION))
                .containsExactly("9182", "0001", "9180");
        assertThat(read("{\"resourceType\":\"Bundle\"}")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "status": "cancelled"                         | 1 status is not active
            "status": "entered-in-error"                  | 1 status is not active
            "status": "draft"                             | 1 status is not active
            "status": null                                | 1 status is not active
            "status": {"value": "active"}                 | 1 status is not active
            "status": ["active"]                          | 1 status is not active
            "status": []                                  | 1 status is not active
            "status": "active", "use": "preauthorization" | 1 use is not claim
            "status": "active", "use": "predetermination" | 1 use is not claim
            "status": "draft", "use": 1                   | 1 status is not active, 1 use is not claim
            "status": "active", "use": "claim"            | ''
            """)
    void aClaimThatIsWithdrawnOrNoneSaysSo(String stated, String faults) {
        List<ClaimLine> lines = read(bundle(CLAIM.replace("\"status\": \"active\"", stated)));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).faults())
                .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.reason())
                .isEqualTo(faults.isEmpty() ? List.of() : List.of(faults.split(", ", -1)));
    }

    @Test
    void manyClaimsAreReadThoughTogetherTheyAreLongerThanOneMayBe() {
        String[] claims = new String[1_000];
        Arrays.fill(claims, CLAIM);

        assertThat(read(bundle(claims))).hasSize(claims.length);
    }

    @Test
    void whatIsStatedTwiceMustBeTheSame() {
        String other = CLAIM.replace("evidence-seen", "0001")
                .replace("DM-exemption-evidence", "prescription-charge-exemption");

        assertThat(read(bundle(other)).get(0).texts()).containsEntry(ClaimColumn.CHARGE_EXEMPTION, "?");
        assertThat(read(bundle(other.replace("0001", "9182"))).get(0).texts())
                .containsEntry(ClaimColumn.CHARGE_EXEMPTION, "9182");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\": \"Claim\"}",
                "{\"resourceType\": \"Claim\", \"item\": 1, \"prescription\": [], \"provider\": null, \"contained\": {}}",
                "{\"resourceType\": \"Claim\", \"created\": 20260604, \"item\": [[{\"programCode\": \"9180\"}], null]}",
            })
    void whatAClaimDoesNotStateOrStatesOtherwiseIsAbsent(String claim) {
        assertThat(read(bundle(claim))).containsExactly(new ClaimLine(1, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"Bundle\"", "<claims/>", "prescription_id,ods_code\n", "null"})
    void whatIsNoObjectIsRefusedAtOnce(String file) {
        assertThatThrownBy(() -> new FhirFile(stream(file), -1)).isInstanceOf(UnreadableFile.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"resourceType\":\"Claim\"}",
                "{\"resourceType\":1}",
                "{\"resourceType\":\"Bundle\"",
                "{\"resourceType\":\"Bundle\"}{}",
                "{\"resourceType\":\"Bundle\"} x",
                "{\"resourceType\":\"Bundle\",\"entry\":[1]}",
                "{\"resourceType\":\"Bundle\",\"entry\":[{]}",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":9e}]}",
                "{\"resourceType\":\"Bundle\",}",
            })
    void whatIsNoBundleIsRefusedWhereItEnds(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(UnreadableFile.class);
    }

    @Test
    void whatBreaksOffGivesTheClaimsBeforeIt() {
        String whole = bundle(CLAIM, CLAIM);
        FhirFile file = new FhirFile(stream(whole.substring(0, whole.length() - 200)), -1);

        assertThat(file.next().number()).isEqualTo(1);
        assertThatThrownBy(file::hasNext).isInstanceOfSatisfying(UnreadableFile.class, e -> assertThat(e.line())
                .isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":",
                "{\"resourceType\":\"Bundle\",\"extension\":",
            })
    void nothingMayBeTooDeep(String begin) {
        assertThatThrownBy(() -> read(begin + "[".repeat(100_000))).isInstanceOf(UnreadableFile.class);
        assertThatThrownBy(() -> read(begin + "{\"a\":".repeat(100_000))).isInstanceOf(UnreadableFile.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"",
                "{\"resourceType\":\"Bundle\",\"id\":\"",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"id\":\"",
                "{\"resourceType\":\"Bundle\",\"total\":1",
            })
    void nothingMayGoOnForEver(String begin) {
        InputStream endless = new SequenceInputStream(stream(begin), new InputStream() {
            @Override
            public int read() {
                return '1';
            }
        });

        assertThatThrownBy(() -> new FhirFile(endless, -1).hasNext()).isInstanceOf(UnreadableFile.class);
    }

    @Test
    void noRefusalSaysWhatStandsInTheFile() {
        assertThatThrownBy(() -> read("{\"resourceType\":\"9434765919\"}"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageNotContaining("943476");
        assertThatThrownBy(() -> read("{\"resourceType\":\"Bundle\",\"id\":9434765919x}"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageNotContaining("943476")
                .hasNoCause();
    }

    static String bundle(String... resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"meta\":{\"tag\":[{}]},\"entry\":[{\"fullUrl\":\"urn:x\",\"resource\":"
                + String.join("},{\"resource\":", resources) + "}],\"total\":1}";
    }

    private static List<ClaimLine> read(String file) {
        List<ClaimLine> lines = new ArrayList<>();
        new FhirFile(stream(file), -1).forEachRemaining(lines::add);
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
