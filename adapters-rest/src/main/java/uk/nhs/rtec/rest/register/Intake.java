package uk.nhs.rtec.rest.register;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import uk.nhs.rtec.application.event.EventQuery;
import uk.nhs.rtec.application.event.FollowState;
import uk.nhs.rtec.application.event.SubscriptionQuery;
import uk.nhs.rtec.application.register.CertificateQuery;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/**
 * What an officer sends, read whole before anything is said about it.
 *
 * @param <T> what it states
 */
sealed interface Intake<T> {

    /** How many are told of at once to whom it does not matter. */
    int USUAL_PAGE = 50;

    /** Every member is what it should be. */
    record Accepted<T>(T stated) implements Intake<T> {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused<T>(List<Fault> faults) implements Intake<T> {}

    /** A search, and by what further pages of it are asked for. */
    record Paged<Q>(Q query, Cursors.OfSearch cursors) {}

    /** A certificate with everyone whom it names. */
    record StatedCertificate(ExemptionCertificate certificate, List<NamedPerson> people) {}

    /** Reads a certificate that is to be registered. */
    static Intake<StatedCertificate> certificate(byte[] body, LocalDate today) {
        return read(body, (members, faults) -> {
            Optional<CertificateNumber> number = members.required(
                    "certificateNumber",
                    CertificateNumber::parse,
                    "must be 1 to 40 letters, digits, hyphens, slashes and full stops");
            Optional<ExemptionCategory> category = members.required(
                    "category", ExemptionCategory::ofCode, "must be the code of a category that is held");
            Optional<LocalDate> from = members.required("validFrom", Validity::day, Said.DAY);
            Optional<LocalDate> to = members.required("validTo", Validity::day, Said.DAY);
            if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
                members.refuse("validTo", "must not be before validFrom");
            }
            List<NamedPerson> people = people(members, today, faults);
            members.refuseOthers();
            return () -> new StatedCertificate(
                    new ExemptionCertificate(
                            number.orElseThrow(),
                            category.orElseThrow(),
                            new Validity(from.orElseThrow(), to.orElseThrow())),
                    people);
        });
    }

    /** Reads a revocation. */
    static Intake<Revocation> revocation(byte[] body) {
        return read(body, (members, faults) -> {
            Optional<LocalDate> from = members.required("from", Validity::day, Said.DAY);
            Optional<String> reason = members.required(
                    "reason",
                    Revocation::reason,
                    "must say why, in 1 to " + Revocation.LONGEST_REASON + " characters on one line");
            members.refuseOthers();
            return () -> new Revocation(from.orElseThrow(), reason.orElseThrow());
        });
    }

    /** Reads a search for certificates. */
    static Intake<CertificateQuery> search(byte[] body, LocalDate today) {
        return read(body, (members, faults) -> {
            Optional<CertificateNumber> number =
                    members.optional("certificateNumber", CertificateNumber::parse, "must be a certificate number");
            Optional<NhsNumber> nhsNumber = members.optional("nhsNumber", NhsNumber::parse, Said.NHS_NUMBER);
            Optional<Surname> surname = members.optional("surname", Surname::parse, Said.SURNAME);
            Optional<DateOfBirth> dateOfBirth =
                    members.optional("dateOfBirth", text -> DateOfBirth.parse(text, today), Said.DATE_OF_BIRTH);
            Optional<Postcode> postcode = members.optional("postcode", Postcode::parse, Said.POSTCODE);
            members.refuseOthers();
            if (faults.isEmpty()
                    && !CertificateQuery.isNarrow(
                            number.isPresent(), nhsNumber.isPresent(), surname.isPresent(), dateOfBirth.isPresent())) {
                faults.add(new Fault("body", "must have certificateNumber, nhsNumber, or surname and dateOfBirth"));
            }
            return () -> new CertificateQuery(number, nhsNumber, surname, dateOfBirth, postcode);
        });
    }

    /** Reads a search for followed holders. */
    static Intake<Paged<SubscriptionQuery>> subscriptions(byte[] body, Cursors cursors) {
        return read(body, (members, faults) -> {
            Cursors.OfSearch pages = members.cursors("subscriptions", cursors);
            Optional<NhsNumber> number = members.optional("nhsNumber", NhsNumber::parse, Said.NHS_NUMBER);
            Optional<FollowState> state =
                    members.optional("state", text -> valueOf(FollowState.values(), text), Said.STATE);
            int limit = limit(members, SubscriptionQuery.LARGEST_PAGE);
            Optional<NhsNumber> after =
                    members.optional("cursor", text -> pages.name(text).flatMap(NhsNumber::parse), Said.CURSOR);
            members.refuseOthers();
            refuseUnlessNarrow(number.isPresent() || state.isPresent(), faults);
            return () -> new Paged<>(new SubscriptionQuery(number, state, limit, after), pages);
        });
    }

    /** Reads a search for messages. */
    static Intake<Paged<EventQuery>> events(byte[] body, Cursors cursors) {
        return read(body, (members, faults) -> {
            Cursors.OfSearch pages = members.cursors("events", cursors);
            Optional<NhsNumber> number = members.optional("nhsNumber", NhsNumber::parse, Said.NHS_NUMBER);
            Optional<EventQuery.State> state =
                    members.optional("state", text -> valueOf(EventQuery.State.values(), text), Said.STATE);
            int limit = limit(members, EventQuery.LARGEST_PAGE);
            Optional<Long> before =
                    members.optional("cursor", text -> pages.name(text).map(Long::valueOf), Said.CURSOR);
            members.refuseOthers();
            refuseUnlessNarrow(number.isPresent() || state.isPresent(), faults);
            return () -> new Paged<>(
                    new EventQuery(
                            number, state, limit, before.map(OptionalLong::of).orElse(OptionalLong.empty())),
                    pages);
        });
    }

    private static void refuseUnlessNarrow(boolean narrow, List<Fault> faults) {
        if (faults.isEmpty() && !narrow) {
            faults.add(new Fault("body", "must have nhsNumber or state"));
        }
    }

    private static int limit(Members members, int largest) {
        JsonValue stated = members.value("limit").orElse(JsonValue.NULL);
        if (stated == JsonValue.NULL) {
            return USUAL_PAGE;
        }
        // As a decimal: longValue() keeps the low bits only, and would take 2^64 + 1 for 1.
        if (stated instanceof JsonNumber number
                && number.isIntegral()
                && number.bigDecimalValue().compareTo(BigDecimal.ONE) >= 0
                && number.bigDecimalValue().compareTo(BigDecimal.valueOf(largest)) <= 0) {
            return number.intValue();
        }
        members.refuse("limit", "must be a whole number from 1 to " + largest);
        return USUAL_PAGE;
    }

    private static <E extends Enum<E>> Optional<E> valueOf(E[] values, String text) {
        return Arrays.stream(values).filter(value -> value.name().equals(text)).findFirst();
    }

    /** What is made of the members once none of them is at fault. */
    @FunctionalInterface
    interface Made<T> {
        T make();
    }

    private static <T> Intake<T> read(byte[] body, BiFunction<Members, List<Fault>, Made<T>> reading) {
        Optional<JsonObject> object = StrictJson.objectIn(body);
        if (object.isEmpty()) {
            return new Refused<>(List.of(new Fault("body", "must be one JSON object in UTF-8")));
        }
        List<Fault> faults = new ArrayList<>();
        Made<T> made = reading.apply(new Members(object.get(), "", faults), faults);
        return faults.isEmpty() ? new Accepted<>(made.make()) : new Refused<>(List.copyOf(faults));
    }

    private static List<NamedPerson> people(Members members, LocalDate today, List<Fault> faults) {
        List<NamedPerson> people = new ArrayList<>();
        JsonValue stated = members.value("people").orElse(JsonValue.NULL);
        if (!(stated instanceof JsonArray array) || array.isEmpty()) {
            members.refuse("people", "must be a list of one person or more");
            return people;
        }
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof JsonObject person) {
                person(new Members(person, "people[" + i + "].", faults), today).ifPresent(people::add);
            } else {
                members.refuse("people[" + i + "]", "must be an object");
            }
        }
        return people;
    }

    private static Optional<NamedPerson> person(Members members, LocalDate today) {
        Optional<Relationship> relationship =
                members.required("relationship", Relationship::ofCode, "must be holder, partner or dependant");
        Optional<NhsNumber> nhsNumber = members.optional("nhsNumber", NhsNumber::parse, Said.NHS_NUMBER);
        Optional<Surname> surname = members.required("surname", Surname::parse, Said.SURNAME);
        Optional<Forename> forename = members.optional(
                "forename",
                Forename::parse,
                "must be 1 to 35 letters, marks, spaces, apostrophes, hyphens and full stops");
        Optional<DateOfBirth> dateOfBirth =
                members.required("dateOfBirth", text -> DateOfBirth.parse(text, today), Said.DATE_OF_BIRTH);
        Optional<Postcode> postcode = members.required("postcode", Postcode::parse, Said.POSTCODE);
        members.refuseOthers();
        if (relationship.isEmpty() || surname.isEmpty() || dateOfBirth.isEmpty() || postcode.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NamedPerson(
                relationship.get(), nhsNumber, surname.get(), forename, dateOfBirth.get(), postcode.get()));
    }

    /** What is said of members that stand in more than one body. */
    final class Said {

        private static final String DAY = "must be a date yyyy-mm-dd, from 1900-01-01 on";
        private static final String NHS_NUMBER = "must be an NHS number";
        private static final String STATE = "must be one of the states that the description of this API names";
        private static final String CURSOR = "must be what an earlier answer to the same search gave as next";
        private static final String SURNAME =
                "must be 1 to 35 letters, marks, spaces, apostrophes, hyphens and full stops";
        private static final String DATE_OF_BIRTH = "must be a date yyyy-mm-dd, from 1850-01-01 to today";
        private static final String POSTCODE = "must be a postcode of 5 to 8 letters, digits and one space";

        private Said() {}
    }
}
