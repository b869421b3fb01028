package io.footfall.testkit;

import io.footfall.event.DocumentWriter;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Packs what an event says from maps, lists, texts, numbers and booleans. */
public final class Document {
    private Document() {}

    /** An event's document: {@code properties}, {@code context}, {@code traits} at its top. */
    public static PackedDocument of(Map<String, ?> fields) {
        DocumentWriter document = new DocumentWriter(64);
        write(fields, document);
        return document.toDocument();
    }

    private static void write(Object value, DocumentWriter document) {
        switch (value) {
            case String text -> document.text(text);
            case Integer whole -> document.number(whole);
            case BigDecimal decimal -> document.number(decimal);
            case Boolean bool -> document.bool(bool);
            case List<?> list -> {
                document.startArray();
                for (Object element : list) {
                    write(element, document);
                }
                document.endArray();
            }
            case Map<?, ?> map -> {
                document.startObject();
                map.forEach((key, field) -> write(field, document.key(String.valueOf(key))));
                document.endObject();
            }
            default -> throw new IllegalArgumentException("no property is a " + value.getClass());
        }
    }
}
