package io.footfall.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text as UTF-8 somewhere in bytes, or nothing; it is set to another one over and over. For one thread. */
public final class Utf8 {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int from;
    private int to;
    private boolean isNothing = true;

    /** From now on it is {@code newBytes[newFrom, newTo)}. */
    public void set(byte[] newBytes, int newFrom, int newTo) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        isNothing = false;
    }

    /** From now on it is nothing. */
    public void setNothing() {
        bytes = NONE;
        from = 0;
        to = 0;
        isNothing = true;
    }

    /** Whether it is nothing. */
    public boolean isNothing() {
        return isNothing;
    }

    int length() {
        return to - from;
    }

    /** Where it is a text, whether it is this one. */
    boolean is(byte[] other, int length) {
        return to - from == length && Arrays.equals(bytes, from, to, other, 0, length);
    }

    /** Copies it to the beginning of bytes, or of larger ones if it does not fit. */
    byte[] copyTo(byte[] into) {
        byte[] copy = into.length >= length() ? into : new byte[length() * 2];
        copyTo(copy, 0);
        return copy;
    }

    /** Copies it to a place in bytes. */
    void copyTo(byte[] into, int place) {
        System.arraycopy(bytes, from, into, place, length());
    }

    /** Its number in a vocabulary, given now if it is new. */
    int numberIn(Vocabulary vocabulary) {
        return vocabulary.text(bytes, from, to);
    }

    /** A hash of it. */
    int hash() {
        int hash = length();
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
