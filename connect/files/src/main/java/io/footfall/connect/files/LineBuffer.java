package io.footfall.connect.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a file from the current row on, read as far ahead as somebody looked.
 *
 * <p>Looking never moves; {@link #take} does. So a reader that finds no end to a quoted value can still take the first
 * line alone and go on behind it. While the file {@linkplain #mayGrow may grow}, its end is only where it ends for now.
 */
final class LineBuffer {

    private static final int READ_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] bytes = new byte[READ_BYTES];
    private int start;
    private int end;
    private long line = 1;
    private boolean mayGrow;
    private boolean ended;

    LineBuffer(InputStream in, boolean mayGrow) {
        this.in = in;
        this.mayGrow = mayGrow;
    }

    /** Whether what ends at the end of the file may go on there later. */
    boolean mayGrow() {
        return mayGrow;
    }

    /** From now on the end of the file is its end. */
    void endGrowth() {
        mayGrow = false;
    }

    /** The number of the line the buffer stands on, from 1. */
    long line() {
        return line;
    }

    /** The byte {@code offset} bytes ahead, 0 to 255, or -1 behind the end of the file. */
    int look(int offset) throws IOException {
        while (start + offset >= end) {
            if (ended || !fill()) {
                return -1;
            }
        }
        return bytes[start + offset] & 0xff;
    }

    /** Moves on by {@code length} bytes that were looked at, and returns them. */
    byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, start, start + length);
        for (byte b : taken) {
            if (b == '\n') {
                line++;
            }
        }
        start += length;
        return taken;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, end, bytes.length - end);
        if (read < 0) {
            ended = !mayGrow;
            return false;
        }
        end += read;
        return true;
    }
}
