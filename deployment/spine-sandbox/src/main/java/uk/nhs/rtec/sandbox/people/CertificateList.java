package uk.nhs.rtec.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.Request;

/** The certificates that the sandbox's people are meant to hold, dated from today, as a file that the register imports. */
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
        LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
        String csv = Stream.concat(
                        Stream.of(HEADER), Samples.certificates().stream().map(each -> line(each, today)))
                .collect(Collectors.joining("\n", "", "\n"));
        return Answer.of(200, "text/csv;charset=UTF-8", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(SampleCertificate each, LocalDate today) {
        return String.join(
                ",",
                each.number(),
                each.category(),
                today.plusDays(each.validFromDays()).toString(),
                today.plusDays(each.validToDays()).toString(),
                each.relationship(),
                each.nhsNumber(),
                each.surname(),
                each.forename(),
                each.dateOfBirth(),
                each.postcode());
    }
}
