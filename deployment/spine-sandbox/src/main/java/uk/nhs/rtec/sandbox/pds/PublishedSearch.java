package uk.nhs.rtec.sandbox.pds;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A fuzzy search for Jane Smith that NHS England publishes with its answer. What it answers follows from nothing else that is published, so it is
 * held here as it stands.
 */
enum PublishedSearch {
    BY_NAME(false, false, "9000000017", "0.8976"),
    WITH_PHONE(true, false, "9000000009", "0.9124"),
    WITH_EMAIL(false, true, "9000000009", "0.9124"),
    WITH_BOTH(true, true, "9000000009", "0.9542");

    private final boolean phone;
    private final boolean email;
    private final String nhsNumber;
    private final BigDecimal score;

    PublishedSearch(boolean phone, boolean email, String nhsNumber, String score) {
        this.phone = phone;
        this.email = email;
        this.nhsNumber = nhsNumber;
        this.score = new BigDecimal(score);
    }

    /** The published one that the query is, parameter by parameter. */
    static Optional<PublishedSearch> of(SearchQuery query) {
        return Arrays.stream(values()).filter(each -> each.is(query)).findFirst();
    }

    private boolean is(SearchQuery query) {
        return query.equals(new SearchQuery(
                Optional.of("Smith"),
                List.of("Jane"),
                Optional.of("female"),
                List.of(new SearchQuery.DateTest("eq", "2010-10-22")),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                email ? Optional.of("jane.smith@example.com") : Optional.empty(),
                phone ? Optional.of("01632960587") : Optional.empty(),
                true,
                false,
                false,
                query.most()));
    }

    String nhsNumber() {
        return nhsNumber;
    }

    BigDecimal score() {
        return score;
    }
}
