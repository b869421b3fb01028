package io.footfall.wire;

import io.footfall.event.CorruptBytesException;
import io.footfall.event.DocumentReader;
import io.footfall.event.DocumentWriter;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * The keys of a document's outermost object as a JSON array, if they are not {@code properties}, {@code context},
     * {@code traits} and then the rest, which is the order in which {@link #document} puts them together; else null.
     */
    public static @Nullable String order(PackedDocument document) {
        OuterKeys keys = new OuterKeys();
        document.reader().walk(keys);
        return keys.isUsual() ? null : keys.json();
    }

    /**
     * Puts a document together of what {@link #part}, {@link #rest} and {@link #order} say of it; equal to it byte for byte.
     *
     * @throws CorruptBytesException if these are no parts of a document
     */
    public static PackedDocument document(
            @Nullable String properties,
            @Nullable String context,
            @Nullable String traits,
            @Nullable String rest,
            @Nullable String order) {
        return DocumentText.document(properties, context, traits, rest, order);
    }

    /** Collects the keys of the outermost object. */
    private static final class OuterKeys extends DocumentCopy {
        private static final List<String> USUAL = List.of("properties", "context", "traits");

        private final List<String> keys = new ArrayList<>();

        OuterKeys() {
            super(new DocumentWriter(64));
        }

        @Override
        public void key(byte[] bytes, int from, int to) {
            if (into.depth() == 1) {
                keys.add(DocumentReader.textOf(bytes, from, to));
            }
            super.key(bytes, from, to);
        }

        boolean isUsual() {
            int last = -1;
            for (String key : keys) {
                int at = USUAL.indexOf(key);
                int place = at < 0 ? USUAL.size() : at;
                if (place < last) {
                    return false;
                }
                last = place;
            }
            return true;
        }

        String json() {
            JsonText json = new JsonText().startArray();
            keys.forEach(json::text);
            return json.endArray().toString();
        }
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
