package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment: what it is, and how far the one before it counts.
 *
 * <pre>
 *   8 bytes  magic, "footfall" in ASCII
 *   4 bytes  version
 *   8 bytes  first sequence, as in the file's name
 *   8 bytes  previous: the first sequence of the segment before it, 0 if there was none
 *   8 bytes  previousEnd: how many bytes of that one were synced; what lies beyond was never published
 *   8 bytes  previousLast: the last sequence that was given before this segment began and published
 *   8 bytes  createdAt, milliseconds since 1970 UTC
 *   4 bytes  CRC32C of the above
 * </pre>
 *
 * @param firstSequence the sequence that the first event in it gets
 * @param previous the first sequence of the segment before it, 0 if there is none
 * @param previousEnd the bytes of that one that count
 * @param previousLast the last published sequence before this segment, 0 if none
 * @param createdAt milliseconds since 1970 UTC
 */
record SegmentHeader(long firstSequence, long previous, long previousEnd, long previousLast, long createdAt) {
    static final int BYTES = 56;
    private static final long MAGIC = 0x6c6c_6166_746f_6f66L;
    private static final int VERSION = 1;

    byte[] toBytes() {
        ByteSink sink = new ByteSink(BYTES);
        sink.putLong(MAGIC);
        sink.putInt(VERSION);
        sink.putLong(firstSequence);
        sink.putLong(previous);
        sink.putLong(previousEnd);
        sink.putLong(previousLast);
        sink.putLong(createdAt);
        sink.putInt(checksum(sink.array(), BYTES - 4));
        return sink.toBytes();
    }

    /**
     * Reads a header; empty if the bytes are damaged.
     *
     * @throws NewerVersionException if a newer program wrote it
     */
    static Optional<SegmentHeader> read(String file, byte[] bytes) {
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        ByteSource source = new ByteSource(bytes);
        long magic = source.getLong();
        int version = source.getInt();
        SegmentHeader header = new SegmentHeader(
                source.getLong(), source.getLong(), source.getLong(), source.getLong(), source.getLong());
        if (magic != MAGIC || source.getInt() != checksum(bytes, BYTES - 4)) {
            return Optional.empty();
        }
        if (version != VERSION) {
            throw new NewerVersionException(file, version, VERSION);
        }
        return header.firstSequence == SegmentFormat.firstSequence(file) ? Optional.of(header) : Optional.empty();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
