package io.footfall.wire;

import io.footfall.event.CorruptBytesException;
import io.footfall.event.PackedDocument;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a document that stand on their own, as JSON texts; each is null where the document has nothing of it.
 *
 * @param properties what it says under {@code properties}
 * @param context what it says under {@code context}
 * @param traits what it says under {@code traits}
 * @param rest an object of what else it says
 * @param order the keys of its outermost object as an array, if they are not in the order of these parts, in which
 *     {@link #document} puts them together
 */
public record DocumentParts(
        @Nullable String properties,
        @Nullable String context,
        @Nullable String traits,
        @Nullable String rest,
        @Nullable String order) {

    /** The parts of a document that says nothing. */
    public static final DocumentParts NONE = new DocumentParts(null, null, null, null, null);

    /**
     * Puts the document together of which a {@link DocumentSplitter} made these parts, equal to it byte for byte.
     *
     * @throws CorruptBytesException if these are no parts of a document
     */
    public PackedDocument document() {
        return DocumentText.document(this);
    }
}
