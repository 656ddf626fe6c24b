package uk.nhs.rtec.domain.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.covid.Asking.Permission;
import uk.nhs.rtec.domain.patient.NhsNumber;

final class AskingTest {

    private static final NhsNumber OWN = new NhsNumber("9990548021");

    @ParameterizedTest(name = "{4}")
    @CsvSource(nullValues = "-", textBlock = """
            P9, P9, 9990548021, GRANTED,         one's own number
            P5, P9, 9990548021, GRANTED,         better known than the app demands
            P5, P5, 9990548021, GRANTED,         as well known as the app demands
            P9, P5, 9990548021, LEVEL_TOO_LOW,   not known well enough
            P9, P0, 9990548021, LEVEL_TOO_LOW,   hardly known
            P5, P0, 9990548021, LEVEL_TOO_LOW,   hardly known to an app that demands little
            P9, P9, 9990548072, ANOTHER_PATIENT, somebody else's number
            P9, P5, 9990548072, LEVEL_TOO_LOW,   who somebody is comes before what they ask
            P9, -,  9990548072, GRANTED,         an app that answers for itself
            """)
    void aPatientIsToldOfOneselfAndAnAppOfAnybody(
            ProofingLevel minimum, ProofingLevel level, String asked, Permission permission, String remark) {
        Asking asking = new Asking(
                app(minimum),
                Optional.ofNullable(level)
                        .map(known -> new SignedInPatient(OWN, known, new LoginToken("an.id.token"))));

        assertThat(asking.permissionFor(new NhsNumber(asked))).as(remark).isEqualTo(permission);
    }

    @Test
    void nobodyIsEnrolledWithoutAUseCaseALegalBasisAndAWayToAsk() {
        AppId id = new AppId("app");
        Set<AccessMode> modes = Set.of(AccessMode.USER_RESTRICTED);

        assertThatThrownBy(() -> new CallingApp(id, " ", "basis", modes, ProofingLevel.P9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallingApp(id, "use", "", modes, ProofingLevel.P9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallingApp(id, "use", "basis", Set.of(), ProofingLevel.P9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CallingApp app(ProofingLevel minimum) {
        return new CallingApp(
                new AppId("app"),
                "Shows patients their own status",
                "Consent",
                Set.of(AccessMode.USER_RESTRICTED, AccessMode.APPLICATION_RESTRICTED),
                minimum);
    }
}
