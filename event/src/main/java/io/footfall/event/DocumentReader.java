package io.footfall.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Walks a {@link PackedDocument}, handing each value to a {@link Visitor} in the order it was written.
 *
 * <p>Keys and texts are handed over as a range of the packed bytes, so that a visitor that knows them already makes no
 * string of them.
 */
public final class DocumentReader {
    private static final int DEPTH_MAX = 128;

    private final ByteSource source;

    DocumentReader(byte[] bytes) {
        source = new ByteSource(bytes);
    }

    /** Takes what is found. Ranges are valid only during the call. */
    public interface Visitor {
        /** The key of the value that follows, as UTF-8 in {@code bytes[from, to)}. */
        void key(byte[] bytes, int from, int to);

        /** An object begins. */
        void startObject();

        /** The innermost object ends. */
        void endObject();

        /** An array begins. */
        void startArray();

        /** The innermost array ends. */
        void endArray();

        /** A null. */
        void nothing();

        /** A boolean. */
        void bool(boolean value);

        /** The number {@code unscaled × 10^-scale}; {@code scale} is not negative. */
        void number(long unscaled, int scale);

        /** A number that does not fit the other form. */
        void number(BigDecimal value);

        /** A text, as UTF-8 in {@code bytes[from, to)}. */
        void text(byte[] bytes, int from, int to);
    }

    /**
     * Walks the whole document.
     *
     * @throws CorruptBytesException if the bytes are no document
     */
    public void walk(Visitor visitor) {
        value(visitor, 0);
    }

    private void value(Visitor visitor, int depth) {
        byte tag = source.get();
        switch (tag) {
            case PackedDocument.NULL -> visitor.nothing();
            case PackedDocument.FALSE -> visitor.bool(false);
            case PackedDocument.TRUE -> visitor.bool(true);
            case PackedDocument.WHOLE -> visitor.number(source.getSigned(), 0);
            case PackedDocument.DECIMAL -> {
                long scale = source.getVarint();
                if (scale < 0 || scale > Integer.MAX_VALUE) {
                    throw new CorruptBytesException("a number of scale " + scale);
                }
                visitor.number(source.getSigned(), (int) scale);
            }
            case PackedDocument.LARGE -> visitor.number(large(source.getText()));
            case PackedDocument.TEXT -> {
                int length = source.getLength();
                int from = source.skip(length);
                visitor.text(source.array(), from, from + length);
            }
            case PackedDocument.ARRAY -> {
                int end = openContainer(depth);
                visitor.startArray();
                while (source.position() < end) {
                    value(visitor, depth + 1);
                }
                visitor.endArray();
            }
            case PackedDocument.OBJECT -> {
                int end = openContainer(depth);
                visitor.startObject();
                while (source.position() < end) {
                    int length = source.getLength();
                    int from = source.skip(length);
                    visitor.key(source.array(), from, from + length);
                    value(visitor, depth + 1);
                }
                visitor.endObject();
            }
            default -> throw new CorruptBytesException("no value has the tag " + tag);
        }
    }

    private static BigDecimal large(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new CorruptBytesException("a large number that is none");
        }
    }

    private int openContainer(int depth) {
        int length = source.getInt();
        if (length < 0 || length > source.remaining() || depth >= DEPTH_MAX) {
            throw new CorruptBytesException("an object or array of " + length + " bytes at depth " + depth);
        }
        return source.position() + length;
    }

    /** The text in a range that a visitor was handed. */
    public static String textOf(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
