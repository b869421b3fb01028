package io.footfall.wire;

import io.footfall.event.CorruptBytesException;
import io.footfall.event.DocumentReader;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one document after another apart into its {@link DocumentParts}, each in one walk. Not thread-safe. */
public final class DocumentSplitter {
    private static final int REST = 3;

    private final JsonText properties = new JsonText();
    private final JsonText context = new JsonText();
    private final JsonText traits = new JsonText();
    private final JsonText rest = new JsonText();
    private final Outermost outermost = new Outermost();

    /**
     * Takes a document apart.
     *
     * @throws CorruptBytesException if its bytes are no document
     */
    public DocumentParts split(PackedDocument document) {
        outermost.begin();
        document.reader().walk(outermost);
        return new DocumentParts(
                taken(properties), taken(context), taken(traits), taken(rest), outermost.isUsual ? null : order());
    }

    private static @Nullable String taken(JsonText part) {
        String text = part.take();
        return text.isEmpty() ? null : text;
    }

    private String order() {
        JsonText json = new JsonText().startArray();
        outermost.keys.forEach(json::text);
        return json.endArray().toString();
    }

    /** Hands what stands under each key of the outermost object on to the text of its part. */
    private final class Outermost implements DocumentReader.Visitor {
        private final DocumentReader.Visitor intoProperties = properties.visitor();
        private final DocumentReader.Visitor intoContext = context.visitor();
        private final DocumentReader.Visitor intoTraits = traits.visitor();
        private final DocumentReader.Visitor intoRest = rest.visitor();

        private final List<String> keys = new ArrayList<>();
        private boolean isUsual;
        private boolean hasRest;
        private int place;
        private int depth;
        private DocumentReader.@Nullable Visitor into;

        private void begin() {
            keys.clear();
            isUsual = true;
            hasRest = false;
            place = 0;
            depth = 0;
            into = null;
        }

        private DocumentReader.Visitor into() {
            DocumentReader.Visitor current = into;
            if (current == null) {
                throw new CorruptBytesException("a document that is no object");
            }
            return current;
        }

        private void beginPart(String key) {
            keys.add(key);
            switch (key) {
                case "properties" -> beginPart(0, intoProperties);
                case "context" -> beginPart(1, intoContext);
                case "traits" -> beginPart(2, intoTraits);
                default -> {
                    beginPart(REST, intoRest);
                    if (!hasRest) {
                        hasRest = true;
                        rest.startObject();
                    }
                    rest.key(key);
                }
            }
        }

        private void beginPart(int newPlace, DocumentReader.Visitor part) {
            isUsual &= newPlace >= place;
            place = newPlace;
            into = part;
        }

        @Override
        public void key(byte[] bytes, int from, int to) {
            if (depth == 1) {
                beginPart(DocumentReader.textOf(bytes, from, to));
            } else {
                into().key(bytes, from, to);
            }
        }

        @Override
        public void startObject() {
            if (depth++ > 0) {
                into().startObject();
            }
        }

        @Override
        public void endObject() {
            if (--depth > 0) {
                into().endObject();
            } else if (hasRest) {
                rest.endObject();
            }
        }

        @Override
        public void startArray() {
            into().startArray();
        }

        @Override
        public void endArray() {
            into().endArray();
        }

        @Override
        public void nothing() {
            into().nothing();
        }

        @Override
        public void bool(boolean value) {
            into().bool(value);
        }

        @Override
        public void number(long unscaled, int scale) {
            into().number(unscaled, scale);
        }

        @Override
        public void number(BigDecimal value) {
            into().number(value);
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            into().text(bytes, from, to);
        }
    }
}
