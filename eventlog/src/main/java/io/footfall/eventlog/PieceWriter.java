package io.footfall.eventlog;

import static io.footfall.eventlog.SegmentFormat.BLOCK_BYTES;
import static io.footfall.eventlog.SegmentFormat.FRAME_HEADER_BYTES;
import static io.footfall.eventlog.SegmentFormat.PIECE_HEADER_BYTES;

import io.footfall.event.ByteSink;
import java.util.zip.CRC32C;

/** Cuts frames into the pieces of one segment. Owned by the log's thread. */
final class PieceWriter {
    private static final byte[] ZEROS = new byte[PIECE_HEADER_BYTES];

    private final CRC32C crc = new CRC32C();
    private final ByteSink out = new ByteSink(1 << 20);
    private final byte[] frameHeader = new byte[FRAME_HEADER_BYTES];
    private final long segment;

    /** Where in the file the first byte of {@code out} belongs. */
    private long start;

    /** Writes for the segment with the given first sequence, from {@code start} bytes on. */
    PieceWriter(long segment, long start) {
        this.segment = segment;
        this.start = start;
    }

    /** Where in the file the next byte goes. */
    long place() {
        return start + out.size();
    }

    /** The pieces made since the last {@link #clear}. */
    ByteSink pieces() {
        return out;
    }

    /** Forgets the pieces made so far; they are in the file. */
    void clear() {
        start = place();
        out.clear();
    }

    /** Adds a frame. */
    void add(long firstSequence, ByteSink body) {
        for (int i = 0; i < FRAME_HEADER_BYTES; i++) {
            frameHeader[i] = (byte) (firstSequence >>> (8 * i));
        }
        int rest = body.size();
        boolean isFirst = true;
        while (isFirst || rest > 0) {
            int room = room();
            int head = isFirst ? FRAME_HEADER_BYTES : 0;
            int part = Math.min(rest, room - PIECE_HEADER_BYTES - head);
            boolean isLast = part == rest;
            piece(kind(isFirst, isLast), isFirst, body, body.size() - rest, part);
            rest -= part;
            isFirst = false;
        }
    }

    /** How much is left in the block, after filling up one that has too little for a frame to begin in. */
    private int room() {
        int room = BLOCK_BYTES - (int) (place() % BLOCK_BYTES);
        if (room > PIECE_HEADER_BYTES + FRAME_HEADER_BYTES) {
            return room;
        }
        while (room > 0) {
            int part = Math.min(room, ZEROS.length);
            out.put(ZEROS, 0, part);
            room -= part;
        }
        return BLOCK_BYTES;
    }

    private void piece(byte kind, boolean withFrameHeader, ByteSink body, int from, int length) {
        long place = place();
        int at = out.size();
        int contentLength = length + (withFrameHeader ? FRAME_HEADER_BYTES : 0);
        out.putInt(0);
        out.put(kind);
        out.put(contentLength);
        out.put(contentLength >>> 8);
        if (withFrameHeader) {
            out.put(frameHeader, 0, FRAME_HEADER_BYTES);
        }
        out.put(body.array(), from, length);
        out.setInt(at, SegmentFormat.checksum(crc, segment, place, out.array(), at + 4, out.size() - at - 4));
    }

    private static byte kind(boolean isFirst, boolean isLast) {
        if (isFirst) {
            return isLast ? SegmentFormat.WHOLE : SegmentFormat.FIRST;
        }
        return isLast ? SegmentFormat.LAST : SegmentFormat.MIDDLE;
    }
}
