package uk.nhs.rtec.rest.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.application.job.UnreadableFile;

final class Hl7FileTest {

    static final String MESSAGE = """
            <PORX_IN090101UK31 xmlns="urn:hl7-org:v3">
              <creationTime value="20260604120500"/>
              <ControlActEvent classCode="CACT" moodCode="EVN">
                <subject typeCode="SUBJ" contextConductionInd="false">
                  <DispenseClaim classCode="INFO" moodCode="EVN">
                    <effectiveTime value="20260604120000"/>
                    <primaryInformationRecipient typeCode="PRCP"><AgentOrg classCode="AGNT">
                      <agentOrganization><id root="1.2.826.0.1285.0.1.10" extension="T1450"/></agentOrganization>
                    </AgentOrg></primaryInformationRecipient>
                    <pertinentInformation1 typeCode="PERT">
                      <pertinentSupplyHeader classCode="SBADM" moodCode="EVN">
                        <effectiveTime nullFlavor="NA"/>
                        <legalAuthenticator typeCode="LA">
                          <time value="202606041155"/>
                          <AgentPerson classCode="AGNT">
                            <representedOrganization><id root="1.2.826.0.1285.0.1.10" extension="FML84"/></representedOrganization>
                          </AgentPerson>
                        </legalAuthenticator>
                        <pertinentInformation4 typeCode="PERT"><pertinentPrescriptionID>
                          <value root="2.16.840.1.113883.2.1.3.2.4.18.8" extension="471BC8-P83027-34B75X"/>
                        </pertinentPrescriptionID></pertinentInformation4>
                      </pertinentSupplyHeader>
                    </pertinentInformation1>
                    <coverage typeCode="COVBY"><coveringChargeExempt classCode="OBS" moodCode="EVN" negationInd="false">
                      <code codeSystem="2.16.840.1.113883.2.1.3.2.4.17.30" code="EX"/>
                      <value codeSystem="2.16.840.1.113883.2.1.3.2.4.16.33" code="9005"/>
                    </coveringChargeExempt></coverage>
                  </DispenseClaim>
                </subject>
              </ControlActEvent>
            </PORX_IN090101UK31>
            """;

    @Test
    void aMessageStatesItsClaim() {
        assertThat(read(MESSAGE))
                .containsExactly(new ClaimLine(
                        1,
                        Map.of(
                                ClaimColumn.PRESCRIPTION_ID, "471BC8-P83027-34B75X",
                                ClaimColumn.ODS_CODE, "FML84",
                                ClaimColumn.CHARGE_EXEMPTION, "9005",
                                ClaimColumn.CLAIMED_AT, "2026-06-04T12:00:00Z")));
    }

    @Test
    void aFileHoldsAnyNumberOfMessages() {
        List<ClaimLine> lines = read("<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- of June --><claims>" + MESSAGE
                + MESSAGE.replace("9005", "0001") + "<other/>" + MESSAGE.replace("FML84", "VNE51") + "</claims>");

        assertThat(lines).extracting(ClaimLine::number).containsExactly(1, 2, 3);
        assertThat(lines)
                .extracting(line -> line.texts().get(ClaimColumn.CHARGE_EXEMPTION))
                .containsExactly("9005", "0001", "9005");
        assertThat(lines)
                .extracting(line -> line.texts().get(ClaimColumn.ODS_CODE))
                .containsExactly("FML84", "FML84", "VNE51");
        assertThat(read("<claims/>")).isEmpty();
    }

    @Test
    void manyMessagesAreReadThoughTogetherTheyAreLongerThanOneMayBe() {
        int count = 1_000;
        assertThat(count * MESSAGE.length()).isGreaterThan(MessageStream.LONGEST_MESSAGE);

        assertThat(read("<claims>" + MESSAGE.repeat(count) + "</claims>")).hasSize(count);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            202606041200,        2026-06-04T12:00:00Z
            20260604120001+0100, 2026-06-04T12:00:01+01:00
            20260604120001-05,   2026-06-04T12:00:01-05:00
            20260604,            ?
            yesterday,           ?
            """)
    void aTimeIsUtcUnlessItSaysOtherwise(String written, String read) {
        String message = MESSAGE.replace("20260604120000", written);

        assertThat(read(message).get(0).texts()).containsEntry(ClaimColumn.CLAIMED_AT, read);
    }

    @Test
    void whatIsStatedTwiceMustBeTheSame() {
        String value = "<value codeSystem=\"2.16.840.1.113883.2.1.3.2.4.16.33\" code=\"9005\"/>";

        assertThat(read(MESSAGE.replace(value, value + value)).get(0).texts())
                .containsEntry(ClaimColumn.CHARGE_EXEMPTION, "9005");
        assertThat(read(MESSAGE.replace(value, value + value.replace("9005", "0001")))
                        .get(0)
                        .texts())
                .containsEntry(ClaimColumn.CHARGE_EXEMPTION, "?");
    }

    @Test
    void aMessageWithoutAClaimStatesNothing() {
        assertThat(read("<PORX_IN090101UK31 xmlns=\"urn:hl7-org:v3\"><coverage/></PORX_IN090101UK31>"))
                .containsExactly(new ClaimLine(1, Map.of()));
        assertThat(read(MESSAGE.replace("<coverage", "<coverage xmlns=\"urn:other\"")
                                .replace("</coverage", "</coverage"))
                        .get(0)
                        .texts())
                .doesNotContainKey(ClaimColumn.CHARGE_EXEMPTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "prescription_id,ods_code\n",
                "<other/>",
                "<claims xmlns='urn:hl7-org:v3'/>",
                "<PORX_IN090101UK31/>",
                "<!DOCTYPE claims><claims/>",
                "<!DOCTYPE claims SYSTEM 'file:///etc/passwd'><claims/>",
                "<!DOCTYPE claims [<!ENTITY a 'b'>]><claims>&a;</claims>",
                "<!DOCTYPE claims [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/'>%a;]><claims/>",
                "<!DOCTYPE c [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><claims>&c;</claims>",
            })
    void whatIsNoSuchFileIsRefusedAtOnce(String file) {
        assertThatThrownBy(() -> new Hl7File(stream(file), -1)).isInstanceOf(UnreadableFile.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<claims>",
                "<claims><a></claims>",
                "<claims>&a;</claims>",
                "<claims/><claims/>",
                "<claims/>text",
                "<claims a='1' a='2'/>",
                "<claims>\u0000</claims>",
            })
    void whatIsNoXmlIsRefusedWhereItEnds(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(UnreadableFile.class);
    }

    @Test
    void whatBreaksOffGivesTheMessagesBeforeIt() {
        Hl7File file = new Hl7File(stream("<claims>" + MESSAGE + MESSAGE.substring(0, 600)), -1);

        assertThat(file.next().number()).isEqualTo(1);
        assertThatThrownBy(file::hasNext).isInstanceOfSatisfying(UnreadableFile.class, e -> assertThat(e.line())
                .isEqualTo(2));
    }

    @Test
    void nothingMayBeTooDeep() {
        String deep = "<a>".repeat(100_000);

        assertThatThrownBy(() -> read("<claims>" + deep))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("deeper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<claims><a b='", "<claims><!--", "<claims><a>", "<claims><a/><", "<claims><?p "})
    void nothingMayGoOnForEver(String begin) {
        InputStream endless = new SequenceInputStream(stream(begin), new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        });

        assertThatThrownBy(() -> new Hl7File(endless, -1).hasNext()).isInstanceOf(UnreadableFile.class);
    }

    @Test
    void noRefusalSaysWhatStandsInTheFile() {
        assertThatThrownBy(() -> read("<claims><a b=\"9434765919\"></9434765919>"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageNotContaining("943476")
                .hasNoCause();
    }

    private static List<ClaimLine> read(String file) {
        List<ClaimLine> lines = new ArrayList<>();
        new Hl7File(stream(file), -1).forEachRemaining(lines::add);
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
