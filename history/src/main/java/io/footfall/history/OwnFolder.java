package io.footfall.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * A folder among temporary files that this process made for a child. Who is killed along with all children cannot remove it, and what a child
 * unpacks is large. So beside each lies a file that is locked while its maker lives, and whoever makes one removes those whose lock is
 * free.
 */
public final class OwnFolder implements AutoCloseable {
    private static final String PREFIX = "footfall-";
    private static final String LOCK = ".lock";

    private static final FileAttribute<Set<PosixFilePermission>> FOR_US_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Object SETS = new Object();

    // Both are guarded by SETS.
    private static final Set<Path> SWEPT = new HashSet<>();

    /** A process that closes a file that it has open twice loses its locks on it, so it never looks at its own. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path lockFile;
    private final FileChannel lock;

    private OwnFolder(Path lockFile, FileChannel lock) {
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Makes one among the temporary files of this machine. */
    public static OwnFolder make(String kind) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")), kind);
    }

    /**
     * Makes one.
     *
     * @param temporary where
     * @param kind what it is for, a word
     */
    public static OwnFolder make(Path temporary, String kind) throws IOException {
        synchronized (SETS) {
            if (SWEPT.add(temporary)) {
                removeLeft(temporary);
            }
            while (true) {
                Path lockFile = Files.createTempFile(temporary, PREFIX + kind, LOCK);
                FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                // Another process may have taken it for one that was left, just before, and have it or be about to
                // delete it.
                if (lock.tryLock() != null && Files.exists(lockFile)) {
                    OURS.add(lockFile);
                    Files.createDirectory(folder(lockFile), FOR_US_ALONE);
                    return new OwnFolder(lockFile, lock);
                }
                lock.close();
            }
        }
    }

    /** Removes those whose makers are gone. */
    static void removeLeft(Path temporary) {
        try (DirectoryStream<Path> lockFiles = Files.newDirectoryStream(temporary, PREFIX + "*" + LOCK)) {
            synchronized (SETS) {
                for (Path lockFile : lockFiles) {
                    if (!OURS.contains(lockFile)) {
                        removeIfLeft(lockFile);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException ignored) {
            // They stay, which is no reason not to work.
        }
    }

    private static void removeIfLeft(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                new ChildFolder(folder(lockFile)).remove();
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException ignored) {
            // Another user's, or another was first.
        }
    }

    private static Path folder(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** Where it is. */
    public Path path() {
        return folder(lockFile);
    }

    /** Removes it, with all that is in it. */
    @Override
    public void close() {
        synchronized (SETS) {
            new ChildFolder(path()).remove();
            try (lock) {
                Files.deleteIfExists(lockFile);
            } catch (IOException ignored) {
                // It stays among temporary files.
            }
            OURS.remove(lockFile);
        }
    }
}
