package uk.nhs.rtec.persistence.event;

import java.util.Arrays;
import java.util.function.Function;
import uk.nhs.rtec.application.event.EventConclusion;
import uk.nhs.rtec.application.event.FollowState;
import uk.nhs.rtec.application.event.SubscriptionCall;

/** How states and conclusions are spelled in rows. */
final class EventWords {

    private EventWords() {}

    static String word(FollowState state) {
        return switch (state) {
            case TO_SUBSCRIBE -> "TO_SUBSCRIBE";
            case ACTIVE -> "ACTIVE";
            case TO_RENEW -> "TO_RENEW";
            case TO_END -> "TO_END";
            case ENDED -> "ENDED";
            case UNSUBSCRIBABLE -> "UNSUBSCRIBABLE";
            case PARKED -> "PARKED";
        };
    }

    static FollowState state(String word) {
        return read(FollowState.values(), EventWords::word, word);
    }

    static String word(EventConclusion conclusion) {
        return switch (conclusion) {
            case APPLIED -> "APPLIED";
            case KNOWN_ALREADY -> "KNOWN_ALREADY";
            case DEMOGRAPHICS_SAY_ALIVE -> "DEMOGRAPHICS_SAY_ALIVE";
            case DEMOGRAPHICS_SAY_DECEASED -> "DEMOGRAPHICS_SAY_DECEASED";
            case NOT_TRACED -> "NOT_TRACED";
            case NOT_FOLLOWED -> "NOT_FOLLOWED";
            case OF_NO_INTEREST -> "OF_NO_INTEREST";
            case OUTDATED -> "OUTDATED";
            case REPEATED -> "REPEATED";
            case UNREADABLE -> "UNREADABLE";
        };
    }

    static EventConclusion conclusion(String word) {
        return read(EventConclusion.values(), EventWords::word, word);
    }

    static String word(SubscriptionCall.What what) {
        return switch (what) {
            case SUBSCRIBE -> "SUBSCRIBE";
            case UNSUBSCRIBE -> "UNSUBSCRIBE";
            case LOOK -> "LOOK";
        };
    }

    private static <T> T read(T[] values, Function<T, String> spelling, String word) {
        return Arrays.stream(values)
                .filter(value -> spelling.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an unknown word about an event"));
    }
}
