package uk.nhs.rtec.spine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.TokenExchangeApi;
import uk.nhs.rtec.spine.covid.MedicalExemptionsApi;
import uk.nhs.rtec.spine.eps.TrackerApi;
import uk.nhs.rtec.spine.mesh.MailboxApi;
import uk.nhs.rtec.spine.nems.SubscriptionApi;
import uk.nhs.rtec.spine.pds.PdsApi;

/** The time-outs, tries and breakers with which the clients ship. */
final class ShippedClientsTest {

    /** What the use case waits for both upstreams of a check by default. */
    private static final Duration BUDGET = Duration.ofMillis(1500);

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "rtec.oauth/mp-rest/connectTimeout, 100",
        "rtec.oauth/mp-rest/readTimeout, 300",
        "rtec.pds/mp-rest/connectTimeout, 100",
        "rtec.pds/mp-rest/readTimeout, 425",
        "rtec.covid/mp-rest/connectTimeout, 100",
        "rtec.covid/mp-rest/readTimeout, 425",
        "rtec.covid/mp-rest/scope, jakarta.enterprise.context.ApplicationScoped",
        "rtec.eps/mp-rest/connectTimeout, 100",
        "rtec.eps/mp-rest/readTimeout, 550",
        "rtec.oauth/mp-rest/scope, jakarta.enterprise.context.ApplicationScoped",
        "rtec.pds/mp-rest/scope, jakarta.enterprise.context.ApplicationScoped",
        "rtec.eps/mp-rest/scope, jakarta.enterprise.context.ApplicationScoped",
        "rtec.nems/mp-rest/connectTimeout, 500",
        "rtec.nems/mp-rest/readTimeout, 5000",
        "rtec.nems/mp-rest/scope, jakarta.enterprise.context.ApplicationScoped",
        "rtec.mesh/mp-rest/connectTimeout, 500",
        "rtec.mesh/mp-rest/readTimeout, 10000",
        "rtec.mesh/mp-rest/scope, jakarta.enterprise.context.ApplicationScoped"
    })
    void theSettingsThatShip(String name, String value) {
        assertThat(ConfigProvider.getConfig().getValue(name, String.class)).isEqualTo(value);
    }

    @Test
    void everyTryAndEveryWaitTogetherStayWithinTheBudgetOfACheck() {
        int token = timeout(OauthApi.class, "token");
        int pdsTries = 2 * timeout(PdsApi.class, "patient");
        int epsTries = 2 * timeout(TrackerApi.class, "prescription") + delay(TrackerApi.class, "prescription");

        assertThat(Duration.ofMillis(token + pdsTries)).isLessThan(BUDGET);
        assertThat(Duration.ofMillis(epsTries)).isLessThan(BUDGET);
        int covidTries =
                2 * timeout(MedicalExemptionsApi.class, "currentOf") + delay(MedicalExemptionsApi.class, "currentOf");
        int exchange = timeout(TokenExchangeApi.class, "exchange");
        assertThat(Duration.ofMillis(Math.max(token, exchange) + covidTries)).isLessThan(BUDGET);
        assertThat(shipped("rtec.oauth", "readTimeout")).isLessThan(exchange);
        assertThat(shipped("rtec.covid", "readTimeout")).isLessThan(timeout(MedicalExemptionsApi.class, "currentOf"));
        assertThat(shipped("rtec.oauth", "readTimeout")).isLessThan(token);
        assertThat(shipped("rtec.pds", "readTimeout")).isLessThan(timeout(PdsApi.class, "patient"));
        assertThat(shipped("rtec.eps", "readTimeout")).isLessThan(timeout(TrackerApi.class, "prescription"));
    }

    @Test
    void everyCallAboutEventsIsOverBeforeItsTimeout() {
        assertThat(shipped("rtec.nems", "connectTimeout", "readTimeout")).isLessThan(SubscriptionApi.LONGEST_MILLIS);
        assertThat(shipped("rtec.mesh", "connectTimeout", "readTimeout")).isLessThan(MailboxApi.LONGEST_MILLIS);
        assertGuards(SubscriptionApi.class, SubscriptionApi.LONGEST_MILLIS);
        assertGuards(MailboxApi.class, MailboxApi.LONGEST_MILLIS);
    }

    @Test
    void noCallAboutEventsIsTriedAgainAndNoneHasAGuardOfItsOwn() {
        assertThat(Stream.of(SubscriptionApi.class, MailboxApi.class).flatMap(api -> Arrays.stream(api.getMethods())))
                .hasSize(7)
                .allSatisfy(call -> assertThat(call.getAnnotations())
                        .extracting(annotation -> annotation.annotationType().getPackage())
                        .doesNotContain(Retry.class.getPackage()));
    }

    private static void assertGuards(AnnotatedElement api, long longestMillis) {
        assertThat(api.getAnnotation(Timeout.class).value()).isEqualTo(longestMillis);
        assertThat(api.getAnnotation(CircuitBreaker.class).delay()).isEqualTo(5_000);
        assertThat(api.getAnnotation(Retry.class)).isNull();
    }

    private static Method method(Class<?> api, String name) {
        return Arrays.stream(api.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int timeout(Class<?> api, String name) {
        return (int) method(api, name).getAnnotation(Timeout.class).value();
    }

    private static int delay(Class<?> api, String name) {
        Retry retry = method(api, name).getAnnotation(Retry.class);
        assertThat(retry.maxRetries()).isEqualTo(1);
        return (int) (retry.delay() + retry.jitter());
    }

    private static long shipped(String client, String... times) {
        return Stream.of(times)
                .mapToInt(time -> ConfigProvider.getConfig().getValue(client + "/mp-rest/" + time, Integer.class))
                .sum();
    }
}
