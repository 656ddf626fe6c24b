package uk.nhs.rtec.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    @Test
    void aTextWrittenIsTheTextRead() throws NotWellFormed {
        Element resource = Element.of(
                "Subscription",
                Element.of("reason", "Ampersand & <angle> \"quote\" ' é €"),
                Element.of("contact", Element.of("system", "url")),
                Element.of("contact", Element.of("system", "url"), Element.of("use", "work")));

        for (Format format : Format.values()) {
            assertThat(format.read(format.write(resource))).as(format.name()).isEqualTo(resource);
        }
    }

    @Test
    void extensionsAreNamedByAttribute() throws NotWellFormed {
        Element resource =
                Element.of("Patient", Element.extension("https://fhir.example/a", Element.of("valueString", "b")));

        String text = Format.XML.write(resource);

        assertThat(text)
                .isEqualTo(
                        "<Patient xmlns=\"http://hl7.org/fhir\"><extension url=\"https://fhir.example/a\"><valueString"
                                + " value=\"b\"/></extension></Patient>");
        assertThat(Format.XML.read(text)).isEqualTo(resource);
    }

    @Test
    void narrativeIsForPeople() throws NotWellFormed {
        Element read = Format.XML.read("<Subscription xmlns=\"http://hl7.org/fhir\"><!-- why --><text><status"
                + " value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>For <b>people</b></p></div></text>"
                + "<status value=\"requested\"/></Subscription>");

        assertThat(read)
                .isEqualTo(Element.of(
                        "Subscription",
                        Element.of("text", Element.of("status", "generated")),
                        Element.of("status", "requested")));
    }

    @Test
    void aContainedResourceIsAnElementOfItsHolder() throws NotWellFormed {
        Element resource =
                Element.of("Subscription", Element.of("contained", Element.of("Provenance", Element.of("id", "p1"))));

        assertThat(
                        Format.JSON.read(
                                "{\"resourceType\":\"Subscription\",\"contained\":[{\"resourceType\":\"Provenance\",\"id\":\"p1\"}]}"))
                .isEqualTo(resource);
        assertThat(Format.XML.read(
                        "<Subscription xmlns=\"http://hl7.org/fhir\"><contained><Provenance><id value=\"p1\"/>"
                                + "</Provenance></contained></Subscription>"))
                .isEqualTo(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Subscription><Subscription xmlns=\"http://hl7.org/fhir\"/>",
                "<!DOCTYPE Subscription [<!ENTITY e \"x\">]><Subscription xmlns=\"http://hl7.org/fhir\"><reason value=\"&e;\"/></Subscription>",
                "<!DOCTYPE Subscription SYSTEM \"file:///etc/hostname\"><Subscription xmlns=\"http://hl7.org/fhir\"/>",
                "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><s xmlns=\"http://hl7.org/fhir\">&e;</s>",
                "<Subscription xmlns=\"http://hl7.org/fhir\">&e;</Subscription>",
                "<Subscription xmlns=\"http://hl7.org/fhir\"><text><div xmlns=\"http://www.w3.org/1999/xhtml\">&e;</div></text></Subscription>",
                "<Subscription xmlns=\"http://hl7.org/fhir\"><![CDATA[x]]></Subscription>",
                "<Subscription xmlns=\"http://hl7.org/fhir\">requested</Subscription>",
                "<Subscription xmlns=\"http://hl7.org/fhir\"></Subscription><Subscription/>",
                "<Subscription><status value=\"requested\"/></Subscription>",
                "<Subscription xmlns=\"http://hl7.org/fhir\">",
                "{}",
                ""
            })
    void xmlWithEntitiesTextOrAnotherNamespaceIsRefused(String text) {
        assertThatThrownBy(() -> Format.XML.read(text)).isInstanceOf(NotWellFormed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"resourceType\":\"\"}",
                "{\"resourceType\":\"Subscription\",\"status\":null}",
                "{\"resourceType\":\"Subscription\",\"contact\":[[]]}",
                "{\"resourceType\":\"Subscription\",\"contained\":[{\"id\":\"1\"}]}",
                "{\"resourceType\":\"Subscription\"} more",
                "<Subscription xmlns=\"http://hl7.org/fhir\"/>"
            })
    void jsonThatIsNoResourceIsRefused(String text) {
        assertThatThrownBy(() -> Format.JSON.read(text)).isInstanceOf(NotWellFormed.class);
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        String xml = "<a xmlns=\"http://hl7.org/fhir\">" + "<a>".repeat(60) + "</a>".repeat(60) + "</a>";
        String json = "{\"resourceType\":\"a\",\"a\":" + "{\"a\":".repeat(60) + "1" + "}".repeat(61);

        assertThatThrownBy(() -> Format.XML.read(xml))
                .isInstanceOf(NotWellFormed.class)
                .hasMessageContaining("deeply");
        assertThatThrownBy(() -> Format.JSON.read(json))
                .isInstanceOf(NotWellFormed.class)
                .hasMessageContaining("deeply");
    }
}
