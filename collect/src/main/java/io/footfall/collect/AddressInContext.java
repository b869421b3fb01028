package io.footfall.collect;

import io.footfall.event.DocumentReader;
import io.footfall.event.PackedDocument;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds {@code context.ip} in what an event says: where its customer is, by whoever sent it. */
final class AddressInContext implements DocumentReader.Visitor {
    private static final int OBJECTS_ABOVE = 2;

    private int depth;
    private boolean isInContext;
    private boolean isNext;
    private @Nullable String found;

    private AddressInContext() {}

    static Optional<String> of(PackedDocument document) {
        AddressInContext visitor = new AddressInContext();
        document.reader().walk(visitor);
        return Optional.ofNullable(visitor.found);
    }

    @Override
    public void key(byte[] bytes, int from, int to) {
        if (depth == 1) {
            isInContext = DocumentReader.textOf(bytes, from, to).equals("context");
        }
        isNext = isInContext
                && depth == OBJECTS_ABOVE
                && DocumentReader.textOf(bytes, from, to).equals("ip");
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (isNext) {
            found = DocumentReader.textOf(bytes, from, to);
        }
        isNext = false;
    }

    @Override
    public void startObject() {
        depth++;
        isNext = false;
    }

    @Override
    public void endObject() {
        depth--;
    }

    @Override
    public void startArray() {
        startObject();
    }

    @Override
    public void endArray() {
        endObject();
    }

    @Override
    public void nothing() {
        isNext = false;
    }

    @Override
    public void bool(boolean value) {
        isNext = false;
    }

    @Override
    public void number(long unscaled, int scale) {
        isNext = false;
    }

    @Override
    public void number(BigDecimal value) {
        isNext = false;
    }
}
