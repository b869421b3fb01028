package io.footfall.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a data folder, held by one process at a time and given up by the system when that ends, however
 * it ends.
 */
final class DataLock implements AutoCloseable {
    /**
     * What this process holds. A lock of the system is lost when its process closes any channel to the same file, so
     * a second opener here must be turned away before it opens one.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private DataLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock {@code <data>/lock}.
     *
     * @throws LogLockedException if another has it
     */
    static DataLock take(Path data) throws IOException {
        Path folder = data.toRealPath();
        if (!HELD_HERE.add(folder)) {
            throw locked(folder, "this process");
        }
        try {
            return new DataLock(folder, lock(folder));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
                throw locked(folder, holder.isEmpty() ? "another process" : "the process " + holder);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static LogLockedException locked(Path folder, String holder) {
        return new LogLockedException("the data folder " + folder + " is in use by " + holder
                + ". Stop that engine first, or give this one another folder.");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_HERE.remove(folder);
        }
    }
}
