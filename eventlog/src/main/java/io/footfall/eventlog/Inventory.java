package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What each segment of a log held when the log was closed, so that one that is shortened or lost after that is noticed.
 *
 * <p>A segment that is listed is never written again, so what is said of it stays true however the log goes on.
 *
 * <pre>
 *   8 bytes  magic, "footlist" in ASCII
 *   4 bytes  version
 *   4 bytes  number of segments; for each, in order:
 *            8 bytes  first sequence, as in the file's name
 *            8 bytes  end: how many of its bytes count
 *            8 bytes  last: the last sequence that was published when it was ended
 *   4 bytes  CRC32C of the above
 * </pre>
 */
record Inventory(List<Entry> entries) {
    static final String FILE = "inventory";
    static final Inventory EMPTY = new Inventory(List.of());
    private static final long MAGIC = 0x7473_696c_746f_6f66L;
    private static final int VERSION = 1;
    private static final int FIXED_BYTES = 20;
    private static final int ENTRY_BYTES = 24;

    /** Copies the list. */
    Inventory {
        entries = List.copyOf(entries);
    }

    /** What one segment held. */
    record Entry(long firstSequence, long end, long last) {}

    byte[] toBytes() {
        ByteSink sink = new ByteSink(FIXED_BYTES + ENTRY_BYTES * entries.size());
        sink.putLong(MAGIC);
        sink.putInt(VERSION);
        sink.putInt(entries.size());
        for (Entry entry : entries) {
            sink.putLong(entry.firstSequence);
            sink.putLong(entry.end);
            sink.putLong(entry.last);
        }
        sink.putInt(checksum(sink.array(), sink.size()));
        return sink.toBytes();
    }

    /**
     * Reads what {@link #toBytes} wrote; empty if the bytes are damaged.
     *
     * @throws NewerVersionException if a newer program wrote it
     */
    static Optional<Inventory> read(byte[] bytes) {
        if (bytes.length < FIXED_BYTES) {
            return Optional.empty();
        }
        ByteSource source = new ByteSource(bytes);
        long magic = source.getLong();
        int version = source.getInt();
        int stored = new ByteSource(bytes, bytes.length - 4, bytes.length).getInt();
        if (magic != MAGIC || stored != checksum(bytes, bytes.length - 4)) {
            return Optional.empty();
        }
        if (version != VERSION) {
            throw new NewerVersionException(FILE, version, VERSION);
        }
        int count = source.getInt();
        if (bytes.length != FIXED_BYTES + (long) ENTRY_BYTES * count) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(source.getLong(), source.getLong(), source.getLong()));
        }
        return Optional.of(new Inventory(entries));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
