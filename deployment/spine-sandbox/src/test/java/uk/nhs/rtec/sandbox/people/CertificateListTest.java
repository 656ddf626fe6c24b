package uk.nhs.rtec.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.http.Answer;

class CertificateListTest {
    @Test
    void theListIsDatedFromTheFirstOfTheMonthInLondon() {
        // Half past midnight in London, still the day before in UTC.
        Answer answer = new CertificateList(() -> Instant.parse("2026-06-30T23:30:00Z"))
                .serve(Asking.get("").request());

        assertThat(answer.bodyText().lines())
                .contains(
                        "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,"
                                + "date_of_birth,postcode",
                        "SBX00001-2026-07,0005,2026-05-02,2027-04-27,holder,9434765919,Parker,Peter,2010-01-01,NE3 2JH")
                .allMatch(line -> line.chars().filter(each -> each == ',').count() == 9);
    }
}
