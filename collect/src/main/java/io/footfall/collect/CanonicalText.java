package io.footfall.collect;

import io.footfall.event.DocumentReader;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document as a text that is the same for every way to write the same JSON: keys in order, {@code 1} for {@code 1.0}.
 * It is for hashing, not for reading: texts stand behind their length.
 */
final class CanonicalText implements DocumentReader.Visitor {
    private final Deque<Frame> open = new ArrayDeque<>();

    private CanonicalText() {
        open.push(new Frame(false));
    }

    /** An object or array that has begun; the outermost one takes the document itself. */
    private static final class Frame {
        private final boolean isObject;
        private final Map<String, String> byKey = new TreeMap<>();
        private final StringBuilder inOrder = new StringBuilder();
        private String key = "";

        private Frame(boolean isObject) {
            this.isObject = isObject;
        }

        private void add(String value) {
            if (isObject) {
                byKey.put(key, value);
            } else {
                inOrder.append(value).append(',');
            }
        }

        private String text() {
            byKey.forEach(
                    (name, value) -> inOrder.append(quoted(name)).append(value).append(','));
            return inOrder.toString();
        }
    }

    static String of(PackedDocument document) {
        CanonicalText text = new CanonicalText();
        document.reader().walk(text);
        return text.open.element().text();
    }

    @Override
    public void key(byte[] bytes, int from, int to) {
        open.element().key = DocumentReader.textOf(bytes, from, to);
    }

    @Override
    public void startObject() {
        open.push(new Frame(true));
    }

    @Override
    public void endObject() {
        String text = open.pop().text();
        open.element().add('{' + text + '}');
    }

    @Override
    public void startArray() {
        open.push(new Frame(false));
    }

    @Override
    public void endArray() {
        String text = open.pop().text();
        open.element().add('[' + text + ']');
    }

    @Override
    public void nothing() {
        open.element().add("null");
    }

    @Override
    public void bool(boolean value) {
        open.element().add(Boolean.toString(value));
    }

    @Override
    public void number(long unscaled, int scale) {
        number(BigDecimal.valueOf(unscaled, scale));
    }

    @Override
    public void number(BigDecimal value) {
        open.element().add(value.stripTrailingZeros().toString());
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        open.element().add(quoted(DocumentReader.textOf(bytes, from, to)));
    }

    private static String quoted(String text) {
        return text.length() + ":" + text;
    }
}
