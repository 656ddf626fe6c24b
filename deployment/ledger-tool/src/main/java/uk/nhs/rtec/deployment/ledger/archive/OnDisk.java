package uk.nhs.rtec.deployment.ledger.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that must be there after a loss of power, and that nobody else may read. */
public final class OnDisk {

    private OnDisk() {}

    /** Makes an empty file, for its owner alone where the file system can say so. */
    public static Path create(Path file) throws IOException {
        return Files.createFile(file, ownersAlone(file, "rw-------"));
    }

    /** Makes a folder, for its owner alone where the file system can say so. */
    static Path createFolder(Path folder) throws IOException {
        Path whole = folder.toAbsolutePath();
        Path parent = whole.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.createDirectories(whole, ownersAlone(whole, "rwx------"));
    }

    private static FileAttribute<?>[] ownersAlone(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Returns when what was written to the file, or the names in the folder, cannot be lost any more. */
    public static void force(Path file) throws IOException {
        StandardOpenOption how = Files.isDirectory(file) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
