package io.footfall.eventlog;

import static io.footfall.eventlog.SegmentFormat.BLOCK_BYTES;
import static io.footfall.eventlog.SegmentFormat.FRAME_HEADER_BYTES;
import static io.footfall.eventlog.SegmentFormat.PIECE_HEADER_BYTES;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Walks the frames of one segment and says where it met damage. Not thread-safe.
 *
 * <p>Bytes that the file should have and has not are read as zeros, which no piece consists of.
 */
final class SegmentReader implements Closeable {
    private static final int BUFFER_BYTES = 16 * BLOCK_BYTES;

    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteSink assembled = new ByteSink(BLOCK_BYTES);
    private final Storage.Input input;
    private final long segment;
    private final long end;
    private long bufferStart = -1;
    private long at = SegmentHeader.BYTES;
    private ByteSource frame = new ByteSource(new byte[0]);
    private long damageStart;

    /** What {@link #next} met. */
    enum Found {
        FRAME,
        DAMAGE,
        END
    }

    /** Reads the file of the segment whose first sequence is given, up to its byte {@code end}; closes it at the end. */
    SegmentReader(Storage.Input input, long segment, long end) {
        this.input = input;
        this.segment = segment;
        this.end = end;
    }

    /** The header; empty if it is damaged. */
    static Optional<SegmentHeader> header(Storage storage, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        try (Storage.Input input = storage.open(name)) {
            input.read(0, bytes);
        }
        return SegmentHeader.read(name, bytes.array());
    }

    /** Moves to the next frame, or over the next damage. */
    Found next() throws IOException {
        long frameStart = -1;
        assembled.clear();
        while (true) {
            int room = BLOCK_BYTES - (int) (at % BLOCK_BYTES);
            if (frameStart < 0 && room <= PIECE_HEADER_BYTES + FRAME_HEADER_BYTES) {
                at += room;
                room = BLOCK_BYTES;
            }
            if (at >= end) {
                return frameStart < 0 ? Found.END : damage(frameStart, end);
            }
            int offset = fill();
            int length = (buffer[offset + 5] & 0xFF) | (buffer[offset + 6] & 0xFF) << 8;
            long pieceEnd = at + PIECE_HEADER_BYTES + length;
            if (PIECE_HEADER_BYTES + length > room || pieceEnd > end || !isIntact(offset, length)) {
                return damage(frameStart < 0 ? at : frameStart, Math.min(end, at + room));
            }
            byte kind = buffer[offset + 4];
            boolean begins = kind == SegmentFormat.WHOLE || kind == SegmentFormat.FIRST;
            if (begins && frameStart >= 0) {
                return damage(frameStart, at);
            }
            if (begins ? length < FRAME_HEADER_BYTES : frameStart < 0) {
                return damage(at, pieceEnd);
            }
            frameStart = frameStart < 0 ? at : frameStart;
            at = pieceEnd;
            int content = offset + PIECE_HEADER_BYTES;
            if (kind == SegmentFormat.WHOLE) {
                frame = new ByteSource(buffer, content, content + length);
                return Found.FRAME;
            }
            assembled.put(buffer, content, length);
            if (kind == SegmentFormat.LAST) {
                frame = new ByteSource(assembled.array(), 0, assembled.size());
                return Found.FRAME;
            }
        }
    }

    /** The frame that was met: its first sequence, then its body. Valid until the next call of {@link #next}. */
    ByteSource frame() {
        return frame;
    }

    /** Where the damage that was met begins. */
    long damageStart() {
        return damageStart;
    }

    /** Where in the file what was met ends. */
    long place() {
        return at;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private Found damage(long from, long to) {
        damageStart = from;
        at = to;
        return Found.DAMAGE;
    }

    private boolean isIntact(int offset, int length) {
        int stored = new ByteSource(buffer, offset, offset + 4).getInt();
        return stored == SegmentFormat.checksum(crc, segment, at, buffer, offset + 4, PIECE_HEADER_BYTES - 4 + length);
    }

    /** Makes sure that the block of {@code at} is in the buffer, and returns where there. */
    private int fill() throws IOException {
        if (bufferStart < 0 || at < bufferStart || at >= bufferStart + BUFFER_BYTES) {
            bufferStart = at - at % BLOCK_BYTES;
            ByteBuffer into = ByteBuffer.wrap(buffer);
            input.read(bufferStart, into);
            Arrays.fill(buffer, into.position(), BUFFER_BYTES, (byte) 0);
        }
        return (int) (at - bufferStart);
    }
}
