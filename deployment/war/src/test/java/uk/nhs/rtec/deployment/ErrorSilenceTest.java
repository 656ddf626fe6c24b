package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorSilenceTest {
    @ParameterizedTest(name = "{0} for {1} leaves as {2}: {3}")
    @CsvSource({
        "400, foo, 415, a type without a subtype",
        "400, '', 415, no type at all",
        "400, a/b/c, 415, too many parts",
        "400, application/json, 400, a type that could be read",
        "400, application/json; charset=utf-8, 400, with a parameter",
        "400, , 400, none was sent",
        "404, foo, 404, another refusal",
        "500, application/json, 500, a failure",
    })
    void keepsTheStatusUnlessTheContentTypeWasUnreadable(
            int status, @Nullable String contentType, int leaves, String remark) {
        assertThat(ErrorSilence.status(status, contentType)).as(remark).isEqualTo(leaves);
    }

    @Test
    void isNotAPageOfItsOwn() {
        assertThat(ErrorSilence.status(null, null)).isEqualTo(404);
    }
}
