package uk.nhs.rtec.rest.audit;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.application.audit.DownloadExport;
import uk.nhs.rtec.application.audit.Export;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;

/** An export as it goes out: page by page, with its hash made on the way; it ends as a whole or with its connection. */
final class ExportFile implements StreamingOutput {

    static final String ROWS = "Export-Rows";
    static final String SHA_256 = "Export-SHA-256";

    private static final System.Logger LOG = System.getLogger(ExportFile.class.getName());

    private final DownloadExport.Opened export;
    private final AnswerOnItsWay answer;
    private final boolean any;
    private long rows;
    private Optional<Bytes> sha256 = Optional.empty();

    /** Asks for the first page at once, so that a store that is silent is 503 and no file that breaks off. */
    ExportFile(DownloadExport.Opened export, AnswerOnItsWay answer) {
        this.export = export;
        this.answer = answer;
        this.any = first(export);
    }

    /** What the file is called, for one and the same export always the same. */
    static String name(Export export) {
        return "rtec-" + export.request().kind().name().toLowerCase(Locale.ROOT) + "-"
                + export.request().id() + ".csv";
    }

    @Override
    public void write(OutputStream out) throws IOException {
        answer.endWith(this::trailers);
        try {
            MessageDigest digest = digest();
            send(out, digest, List.of(export.columns()));
            for (boolean more = any; more; more = export.pages().hasNext()) {
                List<List<String>> page = export.pages().next();
                send(out, digest, page);
                // The reader has each page before the next is read: nothing piles up here, and no connection is held.
                out.flush();
                rows += page.size();
            }
            Bytes hash = Bytes.of(digest.digest());
            // Before the file can be seen to be whole.
            export.end().reached(rows, hash);
            sha256 = Optional.of(hash);
        } catch (HistoryUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
            answer.breakOff();
            missed(export, e);
            throw e;
        } catch (IOException | RuntimeException e) {
            answer.breakOff();
            missed(export, e);
            throw e;
        }
    }

    private static boolean first(DownloadExport.Opened export) {
        try {
            return export.pages().hasNext();
        } catch (RuntimeException e) {
            missed(export, e);
            throw e;
        }
    }

    /** A download whose end is on no record is one that nobody knows to be whole. */
    private static void missed(DownloadExport.Opened export, Exception why) {
        try {
            export.end().missed();
        } catch (HistoryUnavailable silent) {
            why.addSuppressed(silent);
        }
    }

    private Map<String, String> trailers() {
        return sha256.map(hash -> Map.of(ROWS, Long.toString(rows), SHA_256, hash.hex()))
                .orElseGet(Map::of);
    }

    private static void send(OutputStream out, MessageDigest digest, List<List<String>> lines) throws IOException {
        byte[] bytes = ExportCsv.lines(lines);
        digest.update(bytes);
        out.write(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
