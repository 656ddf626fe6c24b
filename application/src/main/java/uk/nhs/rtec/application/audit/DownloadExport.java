package uk.nhs.rtec.application.audit;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.requester.Officer;

/** Hands an export to who requested it. */
@FunctionalInterface
public interface DownloadExport {

    /**
     * Begins a download, which is on record before anything is shown.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    Opening open(Officer officer, ExportKind kind, ExportId id);

    /** How a download can begin. */
    sealed interface Opening {

        /** One answer for each case. */
        default <T> T map(
                Function<? super Opened, ? extends T> opened,
                Function<? super NotReady, ? extends T> notReady,
                Function<? super Unknown, ? extends T> unknown) {
            if (this instanceof Opened it) {
                return opened.apply(it);
            }
            if (this instanceof NotReady it) {
                return notReady.apply(it);
            }
            return unknown.apply((Unknown) this);
        }
    }

    /**
     * It can be read.
     *
     * @param columns the names of the columns
     * @param pages the rows, read as they are asked for: each page may throw {@link HistoryUnavailable}
     * @param end to be told when all of it went out, or that it did not
     */
    record Opened(Export export, List<String> columns, Iterator<List<List<String>>> pages, End end)
            implements Opening {}

    /** It is not to be read: it waits, was refused, or has expired. */
    record NotReady(ExportState state) implements Opening {}

    /** There is none of that name for this officer. */
    record Unknown() implements Opening {}

    /** The end of a download. */
    interface End {

        /**
         * Puts on record that all of it went out.
         *
         * @throws HistoryUnavailable when it may not be on record
         */
        void reached(long rows, Bytes sha256);

        /**
         * Puts on record that not all of it did.
         *
         * @throws HistoryUnavailable when it may not be on record
         */
        void missed();
    }
}
