package uk.nhs.rtec.persistence.claim;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.TimeOrderedIds;

/**
 * A claim on its way into the store.
 *
 * @param hash of the patient's number, by the keys of the month in which the day of the claim ends
 * @param earlierHash by the keys of the month in which it begins, when that is another
 */
record NewClaim(ClaimId id, Claim claim, Optional<Bytes> hash, Optional<Bytes> earlierHash) {

    /** The same on every node, so that two that bring the same never wait for each other in a circle. */
    private static final Comparator<NewClaim> ORDER = Comparator.comparing(
            NewClaim::claim,
            Comparator.comparing((Claim claim) -> claim.prescription().inTheClear())
                    .thenComparing(claim -> claim.organisation().value())
                    .thenComparing(Claim::claimedAt)
                    .thenComparing(claim -> claim.exemption().code()));

    /**
     * Each of these claims once, as it is stated first. Their ids follow the order in which they are stated, whatever order they are added
     * in: of two claims of one second the later one stands.
     */
    static List<NewClaim> each(
            List<StatedClaim> claims, Map<YearMonth, Function<NhsNumber, byte[]>> hashing, TimeOrderedIds ids) {
        Map<Claim, StatedClaim> first = new LinkedHashMap<>();
        claims.forEach(stated -> first.putIfAbsent(stated.claim(), stated));
        List<NewClaim> stated = first.values().stream()
                .map(each -> of(new ClaimId(ids.next()), each, hashing))
                .toList();
        return stated.stream().sorted(ORDER).toList();
    }

    private static NewClaim of(ClaimId id, StatedClaim stated, Map<YearMonth, Function<NhsNumber, byte[]>> hashing) {
        if (stated.patient().isEmpty()) {
            return new NewClaim(id, stated.claim(), Optional.empty(), Optional.empty());
        }
        LocalDate day = stated.claim().day();
        YearMonth month = Moments.monthOf(EnglishDay.lastSecond(day));
        YearMonth earlier = Moments.monthOf(EnglishDay.begin(day));
        return new NewClaim(
                id,
                stated.claim(),
                hash(stated, hashing.get(month)),
                earlier.equals(month) ? Optional.empty() : hash(stated, hashing.get(earlier)));
    }

    /** Nothing for a month without keys: there is no check of it that could be found. */
    private static Optional<Bytes> hash(StatedClaim stated, @Nullable Function<NhsNumber, byte[]> hashing) {
        return hashing == null
                ? Optional.empty()
                : stated.patient().map(hashing).map(Bytes::of);
    }

    /** The row that it becomes, on which there is no verdict yet. */
    ClaimRow row() {
        return new ClaimRow(
                id,
                claim,
                Stream.of(hash, earlierHash).flatMap(Optional::stream).toList(),
                new ArrayList<>());
    }
}
