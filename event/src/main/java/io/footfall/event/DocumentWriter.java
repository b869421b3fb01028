package io.footfall.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes a {@link PackedDocument} as a parser meets its tokens. Not thread-safe; made to be used again after
 * {@link #clear()}.
 */
public final class DocumentWriter {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final ByteSink sink;
    private int[] starts = new int[16];
    private int depth;

    /** A writer with room for {@code capacity} bytes. */
    public DocumentWriter(int capacity) {
        sink = new ByteSink(capacity);
    }

    /** Forgets what was written. */
    public void clear() {
        sink.clear();
        depth = 0;
    }

    /** How many objects and arrays are open. */
    public int depth() {
        return depth;
    }

    /** Opens an object. */
    public DocumentWriter startObject() {
        return start(PackedDocument.OBJECT);
    }

    /** Opens an array. */
    public DocumentWriter startArray() {
        return start(PackedDocument.ARRAY);
    }

    /** Closes the innermost object. */
    public DocumentWriter endObject() {
        return end();
    }

    /** Closes the innermost array. */
    public DocumentWriter endArray() {
        return end();
    }

    /** Writes the key of the value that follows. */
    public DocumentWriter key(String key) {
        sink.putText(key);
        return this;
    }

    /** Writes the key of the value that follows, from its UTF-8. */
    public DocumentWriter key(byte[] utf8) {
        sink.putVarint(utf8.length);
        sink.put(utf8, 0, utf8.length);
        return this;
    }

    /** Writes a null. */
    public DocumentWriter nothing() {
        return tag(PackedDocument.NULL);
    }

    /** Writes a boolean. */
    public DocumentWriter bool(boolean value) {
        return tag(value ? PackedDocument.TRUE : PackedDocument.FALSE);
    }

    /** Writes text. */
    public DocumentWriter text(String value) {
        tag(PackedDocument.TEXT);
        sink.putText(value);
        return this;
    }

    /** Writes text that is ASCII throughout, from {@code length} characters at {@code from}. */
    public DocumentWriter asciiText(char[] characters, int from, int length) {
        tag(PackedDocument.TEXT);
        sink.putAscii(characters, from, length);
        return this;
    }

    /** Writes a whole number. */
    public DocumentWriter number(long value) {
        tag(PackedDocument.WHOLE);
        sink.putSigned(value);
        return this;
    }

    /** Writes the number {@code unscaled × 10^-scale}; {@code scale} is not negative. */
    public DocumentWriter number(long unscaled, int scale) {
        if (scale == 0) {
            return number(unscaled);
        }
        tag(PackedDocument.DECIMAL);
        sink.putVarint(scale);
        sink.putSigned(unscaled);
        return this;
    }

    /** Writes a number exactly, its trailing zeros included. */
    public DocumentWriter number(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        if (value.scale() < 0 || unscaled.compareTo(LONG_MIN) < 0 || unscaled.compareTo(LONG_MAX) > 0) {
            tag(PackedDocument.LARGE);
            sink.putText(value.toString());
            return this;
        }
        return number(unscaled.longValue(), value.scale());
    }

    /** The finished document; every object and array must be closed. */
    public PackedDocument toDocument() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " objects or arrays are still open");
        }
        return new PackedDocument(sink.toBytes());
    }

    private DocumentWriter start(byte tag) {
        tag(tag);
        if (depth == starts.length) {
            starts = Arrays.copyOf(starts, depth * 2);
        }
        starts[depth] = sink.size();
        depth++;
        sink.putInt(0);
        return this;
    }

    private DocumentWriter end() {
        depth--;
        int start = starts[depth];
        sink.setInt(start, sink.size() - start - 4);
        return this;
    }

    private DocumentWriter tag(byte tag) {
        sink.put(tag);
        return this;
    }
}
