package uk.nhs.rtec.rest.covid;

import java.util.Set;
import uk.nhs.rtec.domain.covid.AccessMode;

/** The API platform's scopes for this API: in which mode a token lets an app in. */
final class CovidScopes {

    static final String APPLICATION = "urn:nhsd:apim:app:level3:covid-medical-exemptions";
    static final String PATIENT_P9 = "urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions";
    static final String PATIENT_P5 = "urn:nhsd:apim:user-nhs-login:P5:covid-medical-exemptions";

    private CovidScopes() {}

    /** A token that was exchanged for a patient's lets in for that patient only, whatever else it says. */
    static AccessMode mode(Set<String> scopes) {
        return scopes.contains(PATIENT_P9) || scopes.contains(PATIENT_P5)
                ? AccessMode.USER_RESTRICTED
                : AccessMode.APPLICATION_RESTRICTED;
    }

    static boolean letIn(Set<String> scopes) {
        return scopes.contains(APPLICATION) || mode(scopes) == AccessMode.USER_RESTRICTED;
    }
}
