package io.footfall.timeline;

import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A file that a {@link SnapshotWriter} wrote, open for reading; its sections may be read on several threads at once. */
public final class SnapshotFile implements AutoCloseable {
    private static final int SECTIONS_MAX = 1 << 24;

    private final FileChannel channel;

    /** Where each section begins, and where the last one ends. */
    private final long[] bounds;

    private final int[] checksums;

    private SnapshotFile(FileChannel channel, long[] bounds, int[] checksums) {
        this.channel = channel;
        this.bounds = bounds;
        this.checksums = checksums;
    }

    /**
     * Opens a file.
     *
     * @throws CorruptBytesException if it is not whole, or of another version
     * @throws IOException if it cannot be read
     */
    public static SnapshotFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return open(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SnapshotFile open(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < SnapshotWriter.TAIL_BYTES) {
            throw new CorruptBytesException("it is too short");
        }
        ByteBuffer tail = read(channel, size - SnapshotWriter.TAIL_BYTES, SnapshotWriter.TAIL_BYTES);
        int count = tail.getInt();
        int checksum = tail.getInt();
        int version = tail.getInt();
        if (tail.getLong() != SnapshotWriter.MAGIC) {
            throw new CorruptBytesException("its end is missing or garbled");
        }
        if (version != SnapshotWriter.VERSION) {
            throw new CorruptBytesException(
                    "it is of version " + version + "; this program reads " + SnapshotWriter.VERSION);
        }
        long listBytes = (long) count * SnapshotWriter.SECTION_BYTES;
        long end = size - SnapshotWriter.TAIL_BYTES - listBytes;
        if (count < 0 || count > SECTIONS_MAX || end < 0) {
            throw new CorruptBytesException("its list of sections is garbled");
        }
        ByteBuffer list = read(channel, end, (int) listBytes + Integer.BYTES);
        CRC32C crc = new CRC32C();
        crc.update(list.duplicate());
        if ((int) crc.getValue() != checksum) {
            throw new CorruptBytesException("its list of sections is garbled");
        }
        long[] bounds = new long[count + 1];
        int[] checksums = new int[count];
        for (int i = 0; i < count; i++) {
            bounds[i + 1] = bounds[i] + list.getLong();
            checksums[i] = list.getInt();
        }
        if (bounds[count] != end) {
            throw new CorruptBytesException("it has " + end + " bytes of sections, not " + bounds[count]);
        }
        return new SnapshotFile(channel, bounds, checksums);
    }

    private static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (read.hasRemaining()) {
            if (channel.read(read, from + read.position()) < 0) {
                throw new CorruptBytesException("it ends too early");
            }
        }
        return read.flip();
    }

    /** The number of sections. */
    public int sections() {
        return checksums.length;
    }

    /**
     * A section, to be read from its beginning by one thread.
     *
     * @throws CorruptBytesException if there is no such section
     */
    public SnapshotSection section(int index) {
        if (index < 0 || index >= checksums.length) {
            throw new CorruptBytesException("section " + index + " is missing");
        }
        return new SnapshotSection(channel, bounds[index], bounds[index + 1], checksums[index]);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
