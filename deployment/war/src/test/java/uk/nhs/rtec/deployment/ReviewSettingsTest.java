package uk.nhs.rtec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.audit.ReviewRules;
import uk.nhs.rtec.application.audit.WorkingHours;

class ReviewSettingsTest {

    @Test
    void oneAccessInTwentyAndWhatIsAtNightOrOnASundayIsLookedAt() throws IOException {
        assertThat(settings(Map.of()).rules())
                .isEqualTo(new ReviewRules(
                        5,
                        new WorkingHours(
                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                                LocalTime.of(7, 0),
                                LocalTime.of(20, 0))));
    }

    @Test
    void theOperatorSaysOtherwise() throws IOException {
        assertThat(settings(Map.of(
                                "rtec.audit.review-sample", "100",
                                "rtec.audit.working-days", "Monday, tuesday",
                                "rtec.audit.working-hours", "09:00-17:30"))
                        .rules())
                .isEqualTo(new ReviewRules(
                        100,
                        new WorkingHours(
                                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                                LocalTime.of(9, 0),
                                LocalTime.of(17, 30))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rtec.audit.review-sample | 101
            rtec.audit.review-sample | -1
            rtec.audit.working-days  | monday,someday
            rtec.audit.working-hours | 7-20
            rtec.audit.working-hours | 20:00-07:00
            rtec.audit.working-hours | always
            """)
    void whatCannotBeMeantKeepsTheServiceFromStarting(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(name, value)).rules());
    }

    private static ReviewSettings settings(Map<String, String> stated) throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = Objects.requireNonNull(
                ReviewSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties"))) {
            defaults.load(file);
        }
        Map<String, String> all = new HashMap<>();
        defaults.stringPropertyNames().forEach(name -> all.put(name, defaults.getProperty(name)));
        all.putAll(stated);
        return new ReviewSettings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build());
    }
}
