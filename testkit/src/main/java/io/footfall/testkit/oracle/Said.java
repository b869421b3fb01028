package io.footfall.testkit.oracle;

import io.footfall.event.DocumentReader;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unpacks a document into maps, lists, texts, decimals and booleans; a null is left out. */
final class Said implements DocumentReader.Visitor {
    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();
    private final Map<String, Object> whole = new LinkedHashMap<>();

    private Said() {}

    static Map<String, Object> of(PackedDocument document) {
        Said said = new Said();
        document.reader().walk(said);
        return said.whole;
    }

    @Override
    public void key(byte[] bytes, int from, int to) {
        keys.push(DocumentReader.textOf(bytes, from, to));
    }

    @Override
    public void startObject() {
        Map<String, Object> object = open.isEmpty() ? whole : new LinkedHashMap<>();
        if (!open.isEmpty()) {
            put(object);
        }
        open.push(object);
    }

    @Override
    public void endObject() {
        open.pop();
    }

    @Override
    public void startArray() {
        List<Object> array = new ArrayList<>();
        put(array);
        open.push(array);
    }

    @Override
    public void endArray() {
        open.pop();
    }

    @Override
    public void nothing() {
        if (open.peek() instanceof Map) {
            keys.pop();
        }
    }

    @Override
    public void bool(boolean value) {
        put(value);
    }

    @Override
    public void number(long unscaled, int scale) {
        put(BigDecimal.valueOf(unscaled, scale));
    }

    @Override
    public void number(BigDecimal value) {
        put(value);
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        put(DocumentReader.textOf(bytes, from, to));
    }

    @SuppressWarnings("unchecked") // Only maps of this form and lists of objects are ever open.
    private void put(Object value) {
        Object plain = value instanceof BigDecimal number ? stripped(number) : value;
        if (open.peek() instanceof Map<?, ?> map) {
            ((Map<String, Object>) map).put(keys.pop(), plain);
        } else if (open.peek() instanceof List<?> list) {
            ((List<Object>) list).add(plain);
        }
    }

    /** So that equal numbers are equal objects. */
    static BigDecimal stripped(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
