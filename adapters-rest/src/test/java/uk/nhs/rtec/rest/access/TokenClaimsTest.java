package uk.nhs.rtec.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.api.SampleChecks;

class TokenClaimsTest {

    @Test
    void aPharmacistsTokenNamesTheRequester() {
        assertThat(TokenClaims.requester(SampleTokens.pharmacist(SampleTokens::unchanged)))
                .contains(new Caller<>(SampleChecks.REQUESTER, "FML84"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub",
                "reason_for_request",
                "requested_scope",
                "requesting_device",
                "requesting_organization",
                "requesting_practitioner"
            })
    void everyClaimIsRequiredAndIsText(String claim) {
        assertThat(TokenClaims.requester(SampleTokens.pharmacist(claims -> claims.unsetClaim(claim))))
                .isEmpty();
        for (Object value : List.of("", 226732150041L, true, List.of("directcare"), Map.of("a", "b"))) {
            assertThat(TokenClaims.requester(SampleTokens.pharmacist(claims -> claims.setClaim(claim, value))))
                    .as(claim + " as " + value.getClass())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reason_for_request      | secondaryuse        | another purpose
            reason_for_request      | DirectCare          | another spelling
            requesting_device       | 22673215004         | 11 digits
            requesting_device       | 2267321500411       | 13 digits
            requesting_device       | 22673215004X        | a letter
            requesting_device       | https://spine.example | an address
            requesting_organization | FFFFF               | the locums' organisation
            requesting_organization | fml84               | lower case
            requesting_organization | FM                  | too short
            requesting_organization | FML84FML84F         | too long
            requesting_organization | FML-84              | a hyphen
            requesting_practitioner | 555254242107        | not whom the token is about
            requesting_practitioner | 555254242106X       | a letter
            """)
    void aMalformedClaimIsAsGoodAsNone(String claim, String value, String remark) {
        assertThat(TokenClaims.requester(SampleTokens.pharmacist(claims -> claims.setClaim(claim, value))))
                .as(remark)
                .isEmpty();
    }

    @Test
    void aSubjectThatAgreesWithThePractitionerMustStillBeAUserId() {
        assertThat(TokenClaims.requester(SampleTokens.pharmacist(claims -> {
                    claims.setSubject("someone");
                    claims.setClaim("requesting_practitioner", "someone");
                })))
                .isEmpty();
    }

    @Test
    void anOfficersTokenNamesTheOfficer() {
        assertThat(TokenClaims.officer(SampleTokens.officer("AUDITOR", SampleTokens::unchanged)))
                .contains(new Caller<>(new Officer(new OdsCode("X26"), new SdsUserId("555254240000")), "X26"));
    }

    @ParameterizedTest
    @CsvSource({
        "sub,",
        "sub, someone",
        "requesting_organization,",
        "requesting_organization, FFFFF",
        "requesting_organization, x26",
        "requesting_practitioner, 555254240999"
    })
    void anOfficersTokenNeedsAUserAndAnOrganisation(String claim, String value) {
        assertThat(TokenClaims.officer(SampleTokens.officer("AUDITOR", claims -> claims.setClaim(claim, value))))
                .isEmpty();
    }
}
