package io.footfall.event;

import java.util.Arrays;

/**
 * What a source sent beside the envelope, as one packed JSON object: parsed once, walked often, never parsed again.
 *
 * <h2>The form</h2>
 *
 * A value is a tag byte and its content:
 *
 * <pre>
 *   0 null   1 false   2 true
 *   3 whole number      signed varint
 *   4 decimal           varint scale, signed varint unscaled: 12.50 is scale 2, unscaled 1250
 *   5 large number      text, such as 1E+30, when the unscaled value does not fit 64 bits or the scale is negative
 *   6 text              varint length, UTF-8
 *   7 array             4 bytes content length, the values one after another
 *   8 object            4 bytes content length, then each key as text and its value
 * </pre>
 *
 * Content lengths let a reader pass over what it does not want. {@link DocumentWriter} writes the form,
 * {@link DocumentReader} walks it.
 *
 * @param bytes the packed object; not copied, never to be changed
 */
public record PackedDocument(byte[] bytes) {
    static final byte NULL = 0;
    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte WHOLE = 3;
    static final byte DECIMAL = 4;
    static final byte LARGE = 5;
    static final byte TEXT = 6;
    static final byte ARRAY = 7;
    static final byte OBJECT = 8;

    /** A document that says nothing. */
    public static final PackedDocument EMPTY =
            new DocumentWriter(16).startObject().endObject().toDocument();

    /** Walks this document from its beginning. */
    public DocumentReader reader() {
        return new DocumentReader(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedDocument document && Arrays.equals(bytes, document.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "PackedDocument[" + bytes.length + " bytes]";
    }
}
