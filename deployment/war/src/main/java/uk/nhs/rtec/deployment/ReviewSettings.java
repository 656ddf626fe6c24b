package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import uk.nhs.rtec.application.audit.ReviewRules;
import uk.nhs.rtec.application.audit.WorkingHours;

/** The operator's settings of the review of accesses. */
@ApplicationScoped
class ReviewSettings {

    private static final String SAMPLE = "rtec.audit.review-sample";
    private static final String DAYS = "rtec.audit.working-days";
    private static final String HOURS = "rtec.audit.working-hours";

    private final Config config;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance reads nothing.
    protected ReviewSettings() {
        this(null);
    }

    @Inject
    ReviewSettings(Config config) {
        this.config = config;
    }

    /** Which accesses raise an alert. */
    ReviewRules rules() {
        int sample = config.getValue(SAMPLE, Integer.class);
        if (sample < 0 || sample > 100) {
            throw new IllegalArgumentException(SAMPLE + " must be 0 to 100, per cent, not " + sample);
        }
        return new ReviewRules(sample, hours());
    }

    private WorkingHours hours() {
        String hours = config.getValue(HOURS, String.class);
        String[] ends = hours.split("-", -1);
        try {
            return new WorkingHours(days(), LocalTime.parse(ends[0]), LocalTime.parse(ends[ends.length - 1]));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(HOURS + " must be as 07:00-20:00, not " + hours, e);
        }
    }

    private Set<DayOfWeek> days() {
        String days = config.getValue(DAYS, String.class);
        try {
            return Arrays.stream(days.split(",", -1))
                    .map(day -> DayOfWeek.valueOf(day.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(DAYS + " must be as monday,tuesday, not " + days, e);
        }
    }
}
