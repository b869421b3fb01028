package io.footfall.eventlog;

import java.util.zip.CRC32C;

/**
 * How bytes lie in a segment file, version 1.
 *
 * <h2>Blocks and pieces</h2>
 *
 * A file is a row of blocks of 64 KiB. The first begins with a {@link SegmentHeader}. What follows are frames, one
 * after another, each cut into pieces so that no piece crosses a block. Where fewer bytes are left in a block than a
 * piece needs, they are zero.
 *
 * <pre>
 *   piece:  4 bytes  CRC32C of: the segment's first sequence, the piece's place in the file, kind, length, content
 *           1 byte   kind: 1 whole frame, 2 first piece of one, 3 a middle one, 4 the last
 *           2 bytes  length of the content
 *           content
 *
 *   frame:  8 bytes  first sequence
 *           body     see {@link FrameBody}
 * </pre>
 *
 * <h2>Why so</h2>
 *
 * A length that was damaged costs the rest of its block and no more: the next block begins with a piece again. There
 * is no marker to search for, so nothing that an event carries can look like a frame. The place is part of the
 * checksum, so bytes that are right but lie in the wrong place, left over from an older file or written to a wrong
 * sector, are damage too. Numbers are little-endian.
 *
 * <p>The form of blocks follows LevelDB's log (doc/log_format.md there), with its 32 KiB doubled.
 */
final class SegmentFormat {
    static final int BLOCK_BYTES = 64 << 10;
    static final int PIECE_HEADER_BYTES = 7;
    static final int FRAME_HEADER_BYTES = 8;

    static final byte WHOLE = 1;
    static final byte FIRST = 2;
    static final byte MIDDLE = 3;
    static final byte LAST = 4;

    private static final String SUFFIX = ".log";
    private static final int NAME_DIGITS = 20;

    private SegmentFormat() {}

    /** The name of the file whose first sequence is given; names sort as sequences do. */
    static String fileName(long firstSequence) {
        String digits = Long.toString(firstSequence);
        return "0".repeat(NAME_DIGITS - digits.length()) + digits + SUFFIX;
    }

    /** Whether a file's name is one that {@link #fileName} makes. */
    static boolean isFileName(String name) {
        return name.length() == NAME_DIGITS + SUFFIX.length()
                && name.endsWith(SUFFIX)
                && name.chars().limit(NAME_DIGITS).allMatch(digit -> digit >= '0' && digit <= '9')
                && name.compareTo(fileName(Long.MAX_VALUE)) < 0;
    }

    /** The first sequence that a file's name says. */
    static long firstSequence(String name) {
        return Long.parseLong(name.substring(0, NAME_DIGITS));
    }

    /** The checksum of a piece whose kind, length and content are {@code bytes[from, from + length)}. */
    static int checksum(CRC32C crc, long firstSequence, long place, byte[] bytes, int from, int length) {
        crc.reset();
        update(crc, firstSequence);
        update(crc, place);
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static void update(CRC32C crc, long value) {
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (value >>> shift) & 0xFF);
        }
    }
}
