package uk.nhs.rtec.spine.nems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.spine.nems.NemsCaller.Purpose;
import uk.nhs.rtec.spine.nems.NemsSettings.Mode;

final class NemsSettingsTest {

    private final Map<String, String> named = new HashMap<>(Map.of(
            "rtec.nems.url", "https://clinicals.example.nhs.uk:8443/spine-sandbox",
            "rtec.nems.asid", "200000001450",
            "rtec.nems.organisation", "T1450",
            "rtec.nems.issuer", "https://exemptions.example.nhs.uk",
            "rtec.mesh.mailbox", "T1450OT001"));

    private NemsSettings read() {
        return NemsSettings.read(name -> Optional.ofNullable(named.get(name)));
    }

    @Test
    void everyDefault() {
        assertThat(read())
                .isEqualTo(new NemsSettings(
                        new NemsCaller(
                                new Asid("200000001450"),
                                new Asid("200000000306"),
                                new OdsCode("T1450"),
                                URI.create("https://exemptions.example.nhs.uk"),
                                URI.create("https://clinicals.example.nhs.uk:8443"),
                                Purpose.DIRECT_CARE,
                                Optional.empty(),
                                false),
                        new Wanted(
                                List.of(EventKind.DEATH, EventKind.CHANGE_OF_ADDRESS, EventKind.RECORD_CHANGE),
                                "T1450OT001",
                                "Keeps the register of prescription charge exemptions up to date",
                                Optional.empty()),
                        Mode.EXPLICIT,
                        new Area("COUNTRYCODE", "E92000001"),
                        new FhirMime("application/xml+fhir;charset=utf-8")));
    }

    @Test
    void everySettingIsTaken() {
        named.putAll(Map.of(
                "rtec.nems.to-asid", "200000000999",
                "rtec.nems.audience", "https://audience.example.nhs.uk",
                "rtec.nems.purpose", "secondaryuses",
                "rtec.nems.role-profile", "200000002002",
                "rtec.nems.names-patient", "true",
                "rtec.nems.events", "pds-birth-notification-1",
                "rtec.nems.mode", "generic",
                "rtec.nems.rule", "GP_GP_GP",
                "rtec.nems.rule-organisation", "Y12345",
                "rtec.nems.mime", "application/fhir+json"));
        named.put("rtec.nems.reason", "Another reason");
        named.put("rtec.nems.tag", "a-tag");

        assertThat(read())
                .isEqualTo(new NemsSettings(
                        new NemsCaller(
                                new Asid("200000001450"),
                                new Asid("200000000999"),
                                new OdsCode("T1450"),
                                URI.create("https://exemptions.example.nhs.uk"),
                                URI.create("https://audience.example.nhs.uk"),
                                Purpose.SECONDARY_USES,
                                Optional.of("200000002002"),
                                true),
                        new Wanted(List.of(EventKind.BIRTH), "T1450OT001", "Another reason", Optional.of("a-tag")),
                        Mode.GENERIC,
                        new Area("GP_GP_GP", "Y12345"),
                        new FhirMime("application/fhir+json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtec.nems.url",
                "rtec.nems.asid",
                "rtec.nems.organisation",
                "rtec.nems.issuer",
                "rtec.mesh.mailbox"
            })
    void withoutTheseThereIsNothingToStartWith(String name) {
        named.remove(name);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "rtec.nems.asid, 20000000145",
        "rtec.nems.to-asid, NEMS",
        "rtec.nems.organisation, FFFFF",
        "rtec.nems.issuer, exemptions",
        "rtec.nems.audience, /STU3",
        "rtec.nems.purpose, patientaccess",
        "rtec.nems.role-profile, 2000",
        "rtec.nems.names-patient, yes",
        "rtec.nems.events, PDS001",
        "rtec.nems.events, 'pds-death-notification-1,pds-death-notification-1'",
        "rtec.nems.events, ''",
        "rtec.nems.reason, ' '",
        "rtec.nems.tag, 'two words'",
        "rtec.nems.mode, both",
        "rtec.nems.rule, HSS",
        "rtec.nems.rule-organisation, E9",
        "rtec.nems.mime, application/json",
        "rtec.mesh.mailbox, T1450/OT001"
    })
    void whatNemsWouldRefuseIsRefusedAtStart(String name, String wrong) {
        named.put(name, wrong);

        assertThatThrownBy(this::read).isInstanceOf(IllegalArgumentException.class);
    }
}
