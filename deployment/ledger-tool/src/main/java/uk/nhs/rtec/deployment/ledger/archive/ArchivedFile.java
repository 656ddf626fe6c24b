package uk.nhs.rtec.deployment.ledger.archive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import uk.nhs.rtec.domain.proof.Hash;

/** One file of an archive, read line by line while its hash is made. */
final class ArchivedFile implements Closeable {

    /** Longer than the line of any check. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final String name;
    private final FileMark expected;
    private final Consumer<Finding> findings;
    private final DigestInputStream raw;
    private final InputStream text;
    private byte[] buffer = new byte[4_096];
    private long lines;
    private boolean broken;

    /** Opens the file; one that cannot be opened is broken from its beginning. */
    ArchivedFile(Path folder, String name, FileMark expected, Consumer<Finding> findings) {
        this.name = name;
        this.expected = expected;
        this.findings = findings;
        InputStream file = InputStream.nullInputStream();
        InputStream unpacked = InputStream.nullInputStream();
        try {
            file = Files.newInputStream(folder.resolve(name));
        } catch (IOException e) {
            broken = true;
            findings.accept(new Finding(Finding.Kind.FILE_MISSING, name));
        }
        raw = new DigestInputStream(file, sha256());
        try {
            unpacked = new BufferedInputStream(
                    name.endsWith(".gz") && !broken ? new GZIPInputStream(raw, 65_536) : raw, 65_536);
        } catch (IOException e) {
            breaksOff();
        }
        text = unpacked;
    }

    String name() {
        return name;
    }

    /** How many lines were read. */
    long lines() {
        return lines;
    }

    /** The next line without its end, or nothing at the end of the file. */
    Optional<String> line() {
        if (broken) {
            return Optional.empty();
        }
        try {
            int length = 0;
            for (int each = text.read(); each != '\n'; each = text.read()) {
                if (each < 0 && length == 0) {
                    return Optional.empty();
                }
                if (each < 0 || length == LONGEST_LINE) {
                    breaksOff();
                    return Optional.empty();
                }
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * length);
                }
                buffer[length++] = (byte) each;
            }
            lines++;
            return Optional.of(decoded(length));
        } catch (IOException e) {
            breaksOff();
            return Optional.empty();
        }
    }

    /** Reads what is left, and says whether this is the file that the archive was made with. */
    void finish() {
        try {
            raw.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            breaksOff();
        }
        Hash hash = Hash.of(raw.getMessageDigest().digest());
        if (!broken && !hash.equals(expected.sha256())) {
            findings.accept(new Finding(Finding.Kind.FILE_ALTERED, name));
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
        raw.close();
    }

    private String decoded(int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(buffer, 0, length))
                .toString();
    }

    private void breaksOff() {
        if (!broken) {
            broken = true;
            findings.accept(new Finding(Finding.Kind.FILE_BROKEN, name + " after line " + lines));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
