package uk.nhs.rtec.deployment.ledger.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import uk.nhs.rtec.domain.proof.Hash;

/** By what a file of an archive is known again: how long it is, and its SHA-256. */
record FileMark(long bytes, Hash sha256) {

    /** That of the file as it lies there. */
    static FileMark of(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            return new FileMark(in.transferTo(OutputStream.nullOutputStream()), Hash.of(digest.digest()));
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
