package io.footfall.wire;

import io.footfall.event.DocumentReader;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a document that stand on their own, as JSON texts. */
public final class DocumentParts {
    private static final Set<String> OWN = Set.of("properties", "context", "traits");

    private DocumentParts() {}

    /** What a document says under a key of its outermost object; null if nothing. */
    public static @Nullable String part(PackedDocument document, String key) {
        Picking picking = new Picking(key);
        document.reader().walk(picking);
        return picking.text();
    }

    /** An object of what a document says beside {@code properties}, {@code context} and {@code traits}; null if nothing. */
    public static @Nullable String rest(PackedDocument document) {
        Picking picking = new Picking(null);
        document.reader().walk(picking);
        return picking.text();
    }

    /** Hands the values under some keys of the outermost object on to a text, and passes over the others. */
    private static final class Picking implements DocumentReader.Visitor {
        /** Null where what has no part of its own is picked, with its key. */
        private final @Nullable String picked;

        private @Nullable JsonText json;
        private DocumentReader.@Nullable Visitor into;
        private int depth;

        Picking(@Nullable String picked) {
            this.picked = picked;
        }

        @Nullable
        String text() {
            JsonText written = json;
            if (written == null) {
                return null;
            }
            return picked == null ? written.endObject().toString() : written.toString();
        }

        @Override
        public void key(byte[] bytes, int from, int to) {
            if (depth == 1) {
                begin(DocumentReader.textOf(bytes, from, to));
            } else if (into != null) {
                into.key(bytes, from, to);
            }
        }

        private void begin(String key) {
            if (picked == null ? OWN.contains(key) : !picked.equals(key)) {
                into = null;
                return;
            }
            JsonText begun = json;
            if (begun == null) {
                begun = picked == null ? new JsonText().startObject() : new JsonText();
                json = begun;
            }
            if (picked == null) {
                begun.key(key);
            }
            into = begun.visitor();
        }

        @Override
        public void startObject() {
            if (depth++ > 0 && into != null) {
                into.startObject();
            }
        }

        @Override
        public void endObject() {
            if (--depth > 0 && into != null) {
                into.endObject();
            }
        }

        @Override
        public void startArray() {
            if (into != null) {
                into.startArray();
            }
        }

        @Override
        public void endArray() {
            if (into != null) {
                into.endArray();
            }
        }

        @Override
        public void nothing() {
            if (into != null) {
                into.nothing();
            }
        }

        @Override
        public void bool(boolean value) {
            if (into != null) {
                into.bool(value);
            }
        }

        @Override
        public void number(long unscaled, int scale) {
            if (into != null) {
                into.number(unscaled, scale);
            }
        }

        @Override
        public void number(BigDecimal value) {
            if (into != null) {
                into.number(value);
            }
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            if (into != null) {
                into.text(bytes, from, to);
            }
        }
    }
}
