package io.footfall.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that values are written to, little-endian, whole numbers as LEB128 varints. */
public final class ByteSink {
    private byte[] bytes;
    private int size;

    /** An empty sink with room for {@code capacity} bytes. */
    public ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** The number of bytes written. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Cuts what was written after the first {@code newSize} bytes. */
    public void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The array written to; it is valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Appends one byte. */
    public void put(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Appends bytes as they are. */
    public void put(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Appends 8 bytes. */
    public void putLong(long value) {
        ensure(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Appends 4 bytes. */
    public void putInt(int value) {
        ensure(4);
        setInt(size, value);
        size += 4;
    }

    /** Overwrites 4 bytes written before, at {@code at}. */
    public void setInt(int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
    }

    /** Appends a whole number in 1 to 10 bytes, small ones in few. Negative ones take 10: see {@link #putSigned}. */
    public void putVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends a whole number of either sign, small magnitudes in few bytes. */
    public void putSigned(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    /** Appends text as its length in bytes and its UTF-8. */
    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVarint(utf8.length);
        put(utf8, 0, utf8.length);
    }

    /** Appends text that is ASCII throughout as its length and its bytes. */
    public void putAscii(char[] characters, int from, int length) {
        putVarint(length);
        ensure(length);
        byte[] target = bytes;
        int at = size;
        for (int index = 0; index < length; index++) {
            target[at + index] = (byte) characters[from + index];
        }
        size = at + length;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
