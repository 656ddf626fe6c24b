package uk.nhs.rtec.rest.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.application.job.JobsUnavailable;
import uk.nhs.rtec.application.register.RegisterUnavailable;

class FaultsTest {

    private static final String SECRET = "9434765919 Parker";

    private final Faults faults = new Faults(new Problems());

    static Stream<Arguments> whatIsAnswered() {
        return Stream.of(
                Arguments.of(new BadRequestException(SECRET), 400, "Bad Request"),
                Arguments.of(new ForbiddenException(SECRET), 403, "Forbidden"),
                Arguments.of(new NotFoundException(SECRET), 404, "Not Found"),
                Arguments.of(new NotAcceptableException(SECRET), 406, "Not Acceptable"),
                Arguments.of(new ClientErrorException(SECRET, 413), 413, "Request Entity Too Large"),
                Arguments.of(new NotSupportedException(SECRET), 415, "Unsupported Media Type"),
                Arguments.of(new ClientErrorException(SECRET, 499), 499, "The request was refused"));
    }

    @ParameterizedTest
    @MethodSource("whatIsAnswered")
    void aRefusalKeepsItsStatusAndTakesTheWordsOfTheApi(Throwable refusal, int status, String title) {
        Response answer = faults.toResponse(refusal);

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).hasToString("application/problem+json");
        assertThat(answer.getEntity())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}");
    }

    static Stream<Arguments> whatIsAnsweredWithoutABody() {
        return Stream.of(
                Arguments.of(new NotAuthorizedException("Bearer"), 401),
                Arguments.of(new InternalServerErrorException(SECRET), 500),
                Arguments.of(new ServiceUnavailableException(SECRET), 503),
                Arguments.of(new IllegalStateException(SECRET), 500),
                Arguments.of(new StackOverflowError(SECRET), 500),
                Arguments.of(new LedgerUnavailable("the ledger is silent", new IllegalStateException(SECRET)), 503),
                Arguments.of(new HistoryUnavailable("the history is silent", new IllegalStateException(SECRET)), 503),
                Arguments.of(new RegisterUnavailable("the register is silent", new IllegalStateException(SECRET)), 503),
                Arguments.of(new JobsUnavailable("the jobs are silent"), 503));
    }

    @ParameterizedTest
    @MethodSource("whatIsAnsweredWithoutABody")
    void whatIsNotTheCallersFaultHasNoBodyAndGivesNothingAway(Throwable fault, int status) {
        try (Logged log = new Logged()) {
            Response answer = faults.toResponse(fault);

            assertThat(answer.getStatus()).isEqualTo(status);
            assertThat(answer.hasEntity()).isFalse();
            assertThat(log.lines()).noneMatch(line -> line.contains("Parker"));
        }
    }

    @Test
    void aSilentStoreSaysWhenToTryAgainAndIsLoggedOnce() {
        try (Logged log = new Logged()) {
            Response answer = faults.toResponse(new LedgerUnavailable("the ledger is silent", new RuntimeException()));

            assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
            assertThat(log.linesOf(Faults.class)).hasSize(1).allMatch(line -> line.contains("the ledger is silent"));
        }
    }

    @Test
    void aBugIsLoggedByItsClassesAndPlacesAndNeverByItsMessage() {
        try (Logged log = new Logged()) {
            faults.toResponse(new IllegalStateException(SECRET, new IllegalArgumentException(SECRET)));

            assertThat(log.linesOf(Faults.class))
                    .hasSize(1)
                    .allMatch(line -> line.contains("java.lang.IllegalStateException at " + FaultsTest.class.getName()))
                    .allMatch(line -> line.contains("java.lang.IllegalArgumentException at "))
                    .noneMatch(line -> line.contains("Parker"));
        }
    }

    @Test
    void aBugInTheServersOwnWordsIsLoggedToo() {
        try (Logged log = new Logged()) {
            faults.toResponse(new InternalServerErrorException(SECRET));

            assertThat(log.linesOf(Faults.class))
                    .hasSize(1)
                    .allMatch(line -> line.contains("InternalServerErrorException at "));
        }
    }

    @Test
    void aCauseThatLeadsBackToItselfEnds() {
        Exception one = new IllegalStateException("one");
        Exception other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(faults.toResponse(one).getStatus()).isEqualTo(500);
    }

    @Test
    void aMethodThatIsNotAllowedSaysWhichAre() {
        Response answer = faults.toResponse(new NotAllowedException("POST", new String[] {"OPTIONS"}));

        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeaderString("Allow")).contains("POST").contains("OPTIONS");
    }

    @Test
    void everythingThatIsWrongIsNamedAndQuotedAsJsonDemands() {
        Response answer = Problems.badRequest(List.of(
                new Problems.Fault("reason", "must say \"why\""), new Problems.Fault("limit", "must be a number")));

        assertThat(answer.getEntity()).isEqualTo("""
                        {"type":"about:blank","title":"The request is not valid","status":400,"errors":[\
                        {"field":"reason","detail":"must say \\"why\\""},{"field":"limit","detail":"must be a number"}]}""");
    }
}
