package io.footfall.event;

import java.nio.charset.StandardCharsets;

/**
 * A place in an array of bytes, read forwards; the reverse of {@link ByteSink}.
 *
 * <p>Every read checks its bounds and throws {@link CorruptBytesException} past the end, so damaged bytes cost an
 * exception and never a wrong value from beyond them.
 */
public final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads {@code bytes[from, to)}. */
    public ByteSource(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Reads all of {@code bytes}. */
    public ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** The array read from. */
    public byte[] array() {
        return bytes;
    }

    /** The index in the array of the next byte. */
    public int position() {
        return at;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** The next byte. */
    public byte get() {
        require(1);
        return bytes[at++];
    }

    /** The next 8 bytes. */
    public long getLong() {
        require(8);
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (bytes[at++] & 0xFFL) << shift;
        }
        return value;
    }

    /** The next 4 bytes. */
    public int getInt() {
        require(4);
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (bytes[at++] & 0xFF) << shift;
        }
        return value;
    }

    /** The next varint. */
    public long getVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CorruptBytesException("a number of more than 64 bits ends at byte " + at);
    }

    /** The next varint of either sign. */
    public long getSigned() {
        long raw = getVarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** The next length or count: a varint that the bytes left can hold. */
    public int getLength() {
        long length = getVarint();
        if (length < 0 || length > remaining()) {
            throw new CorruptBytesException("a length of " + length + " with " + remaining() + " bytes left");
        }
        return (int) length;
    }

    /** The next text. */
    public String getText() {
        int length = getLength();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Passes over {@code length} bytes and returns the index of the first of them. */
    public int skip(int length) {
        require(length);
        int start = at;
        at += length;
        return start;
    }

    private void require(int count) {
        if (count < 0 || end - at < count) {
            throw new CorruptBytesException("bytes end " + (count - (end - at)) + " too early");
        }
    }
}
