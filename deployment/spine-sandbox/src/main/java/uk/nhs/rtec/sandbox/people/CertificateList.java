package uk.nhs.rtec.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.Request;

/**
 * The certificates that the sandbox's people are meant to hold, as a file that the register imports. They are dated from the first of this
 * month and bear the month in their number: taken in again next month, they add to the register and contradict nothing in it.
 */
public final class CertificateList implements Endpoint {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String HEADER = "certificate_number,category,valid_from,valid_to,relationship,nhs_number,"
            + "surname,forename,date_of_birth,postcode";

    private final InstantSource clock;

    public CertificateList(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Answer serve(Request request) {
        if (!request.is("GET")) {
            return Answer.empty(405).with("Allow", "GET");
        }
        YearMonth month = YearMonth.from(LocalDate.ofInstant(clock.instant(), LONDON));
        String csv = Stream.concat(
                        Stream.of(HEADER), Samples.certificates().stream().map(each -> line(each, month)))
                .collect(Collectors.joining("\n", "", "\n"));
        return Answer.of(200, "text/csv;charset=UTF-8", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(SampleCertificate each, YearMonth month) {
        LocalDate first = month.atDay(1);
        return String.join(
                ",",
                each.number() + "-" + month,
                each.category(),
                first.plusDays(each.validFromDays()).toString(),
                first.plusDays(each.validToDays()).toString(),
                each.relationship(),
                each.nhsNumber(),
                each.surname(),
                each.forename(),
                each.dateOfBirth(),
                each.postcode());
    }
}
