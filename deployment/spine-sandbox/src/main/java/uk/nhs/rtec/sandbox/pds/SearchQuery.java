package uk.nhs.rtec.sandbox.pds;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.http.Parameters;

/** A search for patients that PDS would carry out. */
record SearchQuery(
        Optional<String> family,
        List<String> given,
        Optional<String> gender,
        List<DateTest> birthDates,
        List<DateTest> deathDates,
        Optional<String> postcode,
        Optional<String> practice,
        Optional<String> email,
        Optional<String> phone,
        boolean fuzzy,
        boolean exact,
        boolean history,
        int most) {

    private static final Set<String> KNOWN = Set.of(
            "family",
            "given",
            "gender",
            "birthdate",
            "death-date",
            "address-postalcode",
            "address-postcode",
            "general-practitioner",
            "email",
            "phone",
            "_fuzzy-match",
            "_exact-match",
            "_history",
            "history",
            "_max-results");
    private static final Pattern DATE = Pattern.compile("(eq|ge|le)?([0-9]{4}-[0-9]{2}-[0-9]{2})");
    private static final Pattern GENDER = Pattern.compile("male|female|other|unknown");
    private static final Pattern NAME = Pattern.compile(".{1,35}");
    private static final Pattern FLAG = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("[1-9]|[1-4][0-9]|50");
    private static final Pattern TOO_WILD = Pattern.compile(".?\\*.*");

    /** One comparison with a date; without a prefix, equality. */
    record DateTest(String prefix, String day) {
        boolean holds(String date) {
            int order = date.compareTo(day);
            return switch (prefix) {
                case "ge" -> order >= 0;
                case "le" -> order <= 0;
                default -> order == 0;
            };
        }
    }

    /** Either a query, or the outcome that says why there is none. */
    sealed interface Reading {
        record Query(SearchQuery query) implements Reading {}

        record Refused(SpineOutcome outcome) implements Reading {}
    }

    /**
     * Reads the parameters, checked in the order of the published sandbox.
     *
     * @param mostByDefault how many may be found when the caller does not say
     */
    static Reading read(Parameters parameters, int mostByDefault) {
        return refusal(parameters)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Query(query(parameters, mostByDefault)));
    }

    private static SearchQuery query(Parameters parameters, int mostByDefault) {
        return new SearchQuery(
                parameters.first("family"),
                parameters.all("given"),
                parameters.first("gender"),
                dates(parameters, "birthdate"),
                dates(parameters, "death-date"),
                parameters.first("address-postalcode").or(() -> parameters.first("address-postcode")),
                parameters.first("general-practitioner"),
                parameters.first("email"),
                parameters.first("phone"),
                isTrue(parameters, "_fuzzy-match"),
                isTrue(parameters, "_exact-match"),
                isTrue(parameters, "_history"),
                parameters.first("_max-results").map(Integer::parseInt).orElse(mostByDefault));
    }

    private static Optional<SpineOutcome> refusal(Parameters parameters) {
        if (parameters.isEmpty()) {
            return Optional.of(SpineOutcome.UNSUPPORTED_SERVICE);
        }
        Set<String> unknown = new LinkedHashSet<>(parameters.names());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            return Optional.of(SpineOutcome.unexpected(unknown));
        }
        return badField(parameters, "birthdate", DATE)
                .or(() -> badField(parameters, "death-date", DATE))
                .or(() -> badField(parameters, "gender", GENDER))
                .or(() -> badField(parameters, "family", NAME))
                .or(() -> badField(parameters, "given", NAME))
                .or(() -> badField(parameters, "_fuzzy-match", FLAG))
                .or(() -> badField(parameters, "_exact-match", FLAG))
                .or(() -> badField(parameters, "_history", FLAG))
                .or(() -> badField(parameters, "_max-results", SIZE))
                .or(() -> tooLittle(parameters));
    }

    private static Optional<SpineOutcome> badField(Parameters parameters, String name, Pattern wanted) {
        return parameters.all(name).stream()
                .filter(value -> !wanted.matcher(value).matches())
                .findFirst()
                .map(value -> SpineOutcome.badField(value, name));
    }

    /** Whether there is too little to search by; the fuzzy search wants more than the plain one. */
    private static Optional<SpineOutcome> tooLittle(Parameters parameters) {
        if (!parameters.has("birthdate")) {
            return Optional.of(SpineOutcome.MISSING_BIRTH_DATE);
        }
        boolean family = parameters.has("family");
        boolean given = parameters.has("given");
        boolean genderAndPlace = parameters.has("gender")
                && (parameters.has("address-postalcode") || parameters.has("address-postcode"));
        boolean both = parameters.has("address-postalcode") && parameters.has("address-postcode");
        if (isTrue(parameters, "_fuzzy-match")) {
            boolean enough = (given && family) || (family && genderAndPlace) || (given && genderAndPlace);
            return enough && !both && wild(parameters).isEmpty()
                    ? Optional.empty()
                    : Optional.of(SpineOutcome.BAD_FUZZY_SEARCH);
        }
        boolean tooWild = wild(parameters).stream()
                .anyMatch(value -> TOO_WILD.matcher(value).matches());
        return family && !both && !tooWild ? Optional.empty() : Optional.of(SpineOutcome.TOO_FEW_SEARCH_DATA);
    }

    private static List<String> wild(Parameters parameters) {
        List<String> wild = new ArrayList<>();
        for (String name : List.of("family", "given", "address-postalcode", "address-postcode")) {
            parameters.all(name).stream().filter(value -> value.contains("*")).forEach(wild::add);
        }
        return wild;
    }

    private static List<DateTest> dates(Parameters parameters, String name) {
        return parameters.all(name).stream()
                .map(DATE::matcher)
                .filter(Matcher::matches)
                .map(match -> new DateTest(Optional.ofNullable(match.group(1)).orElse("eq"), match.group(2)))
                .toList();
    }

    private static boolean isTrue(Parameters parameters, String name) {
        return parameters.first(name).orElse("").toLowerCase(Locale.ROOT).equals("true");
    }

    boolean hasWildcard() {
        return family.orElse("").contains("*")
                || given.stream().anyMatch(each -> each.contains("*"))
                || postcode.orElse("").contains("*");
    }

    /** By these a restricted patient would give a place away, so they never find one. */
    boolean tellsAPlace() {
        return postcode.isPresent() || practice.isPresent();
    }
}
