package uk.nhs.rtec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.fault.Upstream;

/** By which addresses the sandbox can be called. */
class AddressTest {
    private Path folder;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
    }

    private Sandbox serving(Optional<AtRoot> atRoot) {
        return new SandboxUnderTest(folder, Optional.empty(), atRoot).sandbox();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/spine-sandbox/jwks.json,              /jwks.json",
                "/spine-sandbox/mm/nhs111itemsummary,   /mm/nhs111itemsummary",
                "/spine-sandbox,                        ''",
                "/spine-sandboxes/jwks.json,            -",
                "/mm/nhs111itemsummary,                 -",
                "/,                                     -"
            })
    void everythingLiesBelowOneNameAndNothingElsewhere(String called, String path) {
        assertThat(serving(Optional.empty()).below(called)).isEqualTo(Optional.ofNullable(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/spine-sandbox/jwks.json,    /jwks.json",
        "/mm/nhs111itemsummary,       /mm/nhs111itemsummary",
        "/oauth2/token,               /oauth2/token",
        "/Patient/9000000009,         /Patient/9000000009"
    })
    void everythingCanBeAtTheRootAsWell(String called, String path) {
        assertThat(serving(Optional.of(new AtRoot(Optional.empty()))).below(called))
                .contains(path);
    }

    @ParameterizedTest
    @CsvSource({
        "PDS,   /Patient/9000000009,              /personal-demographics/Patient/9000000009",
        "PDS,   /oauth2/token,                    /oauth2/token",
        "PDS,   /_control/faults/pds,             /_control/faults/pds",
        "PDS,   /spine-sandbox/mm/prescriptions,  /mm/prescriptions",
        "EPS,   /prescriptions/1,                 /mm/prescriptions/1",
        "COVID, /FHIR/R4/QuestionnaireResponse,   /covid-medical-exemptions/FHIR/R4/QuestionnaireResponse"
    })
    void oneServiceCanHaveTheRootWithoutItsBase(Upstream upstream, String called, String path) {
        assertThat(serving(Optional.of(new AtRoot(Optional.of(upstream)))).below(called))
                .contains(path);
    }

    @ParameterizedTest
    @CsvSource({"/Patient/9111231130, 401", "/FHIR/R4/Patient/9111231130, 401", "/HelloWorld, 401"})
    void pdsAnswersThere(String called, int status) {
        SandboxUnderTest world =
                new SandboxUnderTest(folder, Optional.empty(), Optional.of(new AtRoot(Optional.of(Upstream.PDS))));

        assertThat(world.ask(Asking.get(world.sandbox().below(called).orElseThrow()))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void theAddressIsTheOneCalledUnlessCallersKnowAnother() {
        Sandbox plain = serving(Optional.empty());
        Sandbox behindAProxy =
                new SandboxUnderTest(folder, Optional.of("https://api.example"), Optional.empty()).sandbox();

        String called = "http://127.0.0.1:8090/spine-sandbox/oauth2/token";
        assertThat(plain.url(called, "/spine-sandbox/oauth2/token")).isEqualTo(called);
        assertThat(behindAProxy.url(called, "/spine-sandbox/oauth2/token"))
                .isEqualTo("https://api.example/oauth2/token");
        assertThat(behindAProxy.url("http://127.0.0.1:8090/Patient", "/Patient"))
                .isEqualTo("https://api.example/Patient");
    }

    @Test
    void overMutualTlsOnlySpinesOwnServicesAnswer() {
        SandboxUnderTest world = new SandboxUnderTest(folder);

        for (String path : new String[] {
            "/_control", "/tokens", "/jwks.json", "/certificates.csv", "/oauth2/token", "/personal-demographics"
        }) {
            assertThat(world.ask(Asking.get(path).showing("CN=rtec.spine-sandbox.nhs.uk"))
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
