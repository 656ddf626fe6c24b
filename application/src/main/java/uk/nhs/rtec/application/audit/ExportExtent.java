package uk.nhs.rtec.application.audit;

/**
 * How many rows an export has.
 *
 * @param rows never more than {@link CheckPage#COUNTED_TO}
 * @param more whether there are more than were counted
 */
public record ExportExtent(int rows, boolean more) {

    /** The extent of so many, of which one more than the most was asked for. */
    public static ExportExtent of(int counted) {
        return new ExportExtent(Math.min(counted, CheckPage.COUNTED_TO), counted > CheckPage.COUNTED_TO);
    }

    /** Whether one person may not take so much out alone. */
    boolean isOver(int limit) {
        return more || rows > limit;
    }
}
