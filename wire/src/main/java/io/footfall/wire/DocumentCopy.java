package io.footfall.wire;

import io.footfall.event.DocumentReader;
import io.footfall.event.DocumentWriter;
import java.math.BigDecimal;
import java.util.Arrays;

/** Writes what it is handed of one document into another; subclasses step in at objects. */
class DocumentCopy implements DocumentReader.Visitor {
    final DocumentWriter into;

    DocumentCopy(DocumentWriter into) {
        this.into = into;
    }

    @Override
    public void key(byte[] bytes, int from, int to) {
        into.key(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public void startObject() {
        into.startObject();
    }

    @Override
    public void endObject() {
        into.endObject();
    }

    @Override
    public void startArray() {
        into.startArray();
    }

    @Override
    public void endArray() {
        into.endArray();
    }

    @Override
    public void nothing() {
        into.nothing();
    }

    @Override
    public void bool(boolean value) {
        into.bool(value);
    }

    @Override
    public void number(long unscaled, int scale) {
        into.number(unscaled, scale);
    }

    @Override
    public void number(BigDecimal value) {
        into.number(value);
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        into.text(DocumentReader.textOf(bytes, from, to));
    }
}
