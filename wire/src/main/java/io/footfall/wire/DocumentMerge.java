package io.footfall.wire;

import io.footfall.event.DocumentReader;
import io.footfall.event.DocumentWriter;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** Adds to one object inside a document the keys it lacks: what the document says itself wins. */
public final class DocumentMerge {
    private static final int DOCUMENT_BYTES = 1_024;

    private DocumentMerge() {}

    /**
     * The document with the keys of {@code additions}, an object, that its object {@code section} lacks. A section that
     * is not there is added; one that is no object stays as it is.
     */
    public static PackedDocument merge(PackedDocument document, String section, PackedDocument additions) {
        DocumentWriter into = new DocumentWriter(DOCUMENT_BYTES);
        document.reader().walk(new IntoSection(into, section, additions));
        return into.toDocument();
    }

    /** Adds {@code key} with a text to the object {@code section}, unless it has that key. */
    public static PackedDocument merge(PackedDocument document, String section, String key, String text) {
        PackedDocument additions = new DocumentWriter(64)
                .startObject()
                .key(key)
                .text(text)
                .endObject()
                .toDocument();
        return merge(document, section, additions);
    }

    /** Copies a document, and adds at the end of its section. */
    private static final class IntoSection extends DocumentCopy {
        private final String section;
        private final PackedDocument additions;
        private final Set<String> present = new HashSet<>();
        private int depth;
        private boolean isSectionMet;
        private boolean isNextSection;
        private boolean isInside;

        private IntoSection(DocumentWriter into, String section, PackedDocument additions) {
            super(into);
            this.section = section;
            this.additions = additions;
        }

        @Override
        public void key(byte[] bytes, int from, int to) {
            super.key(bytes, from, to);
            if (depth == 1) {
                isNextSection = DocumentReader.textOf(bytes, from, to).equals(section);
                isSectionMet |= isNextSection;
            } else if (depth == 2 && isInside) {
                present.add(DocumentReader.textOf(bytes, from, to));
            }
        }

        @Override
        public void startObject() {
            depth++;
            isInside |= depth == 2 && isNextSection;
            super.startObject();
        }

        @Override
        public void endObject() {
            if (depth == 2 && isInside) {
                additions.reader().walk(new Lacking(into, present));
                isInside = false;
            } else if (depth == 1 && !isSectionMet) {
                into.key(section);
                additions.reader().walk(new DocumentCopy(into));
            }
            depth--;
            super.endObject();
        }

        @Override
        public void startArray() {
            depth++;
            super.startArray();
        }

        @Override
        public void endArray() {
            depth--;
            super.endArray();
        }
    }

    /** Copies the entries of an object whose keys are not present, without the object around them. */
    private static final class Lacking extends DocumentCopy {
        private final Set<String> present;
        private int depth;
        private boolean isPassedOver;

        private Lacking(DocumentWriter into, Set<String> present) {
            super(into);
            this.present = present;
        }

        @Override
        public void key(byte[] bytes, int from, int to) {
            if (depth == 1) {
                isPassedOver = present.contains(DocumentReader.textOf(bytes, from, to));
            }
            if (!isPassedOver) {
                super.key(bytes, from, to);
            }
        }

        @Override
        public void startObject() {
            if (depth++ > 0 && !isPassedOver) {
                super.startObject();
            }
        }

        @Override
        public void endObject() {
            if (--depth > 0 && !isPassedOver) {
                super.endObject();
            }
        }

        @Override
        public void startArray() {
            depth++;
            if (!isPassedOver) {
                super.startArray();
            }
        }

        @Override
        public void endArray() {
            depth--;
            if (!isPassedOver) {
                super.endArray();
            }
        }

        @Override
        public void nothing() {
            if (!isPassedOver) {
                super.nothing();
            }
        }

        @Override
        public void bool(boolean value) {
            if (!isPassedOver) {
                super.bool(value);
            }
        }

        @Override
        public void number(long unscaled, int scale) {
            if (!isPassedOver) {
                super.number(unscaled, scale);
            }
        }

        @Override
        public void number(BigDecimal value) {
            if (!isPassedOver) {
                super.number(value);
            }
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            if (!isPassedOver) {
                super.text(bytes, from, to);
            }
        }
    }
}
