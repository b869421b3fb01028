package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.footfall.event.DocumentReader;
import io.footfall.event.PackedDocument;
import io.footfall.question.Decimals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON while it is written, as UTF-8 in memory. Not thread-safe; used once, or after each {@link #take} again. */
public final class JsonText {
    private static final int NESTING_MAX = 256;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator("")
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .build())
            .build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator generator;

    /** A text with nothing in it. */
    public JsonText() {
        try {
            generator = JSON.createGenerator(bytes);
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
    }

    private interface Step {
        void write() throws IOException;
    }

    /** Opens an object. */
    public JsonText startObject() {
        return write(generator::writeStartObject);
    }

    /** Closes the innermost object. */
    public JsonText endObject() {
        return write(generator::writeEndObject);
    }

    /** Opens an array. */
    public JsonText startArray() {
        return write(generator::writeStartArray);
    }

    /** Closes the innermost array. */
    public JsonText endArray() {
        return write(generator::writeEndArray);
    }

    /** Writes the key of the value that follows. */
    public JsonText key(String key) {
        return write(() -> generator.writeFieldName(key));
    }

    /** Writes text, or null. */
    public JsonText text(@Nullable String value) {
        return write(() -> generator.writeString(value));
    }

    /** Writes a whole number. */
    public JsonText number(long value) {
        return write(() -> generator.writeNumber(value));
    }

    /** Writes a number; one that is not finite becomes null. */
    public JsonText number(double value) {
        return Double.isFinite(value) ? write(() -> generator.writeNumber(value)) : nothing();
    }

    /** Writes a number exactly, and in full unless its exponent would make it huge. */
    public JsonText number(BigDecimal value) {
        return Decimals.isWritable(value)
                ? write(() -> generator.writeNumber(value.toPlainString()))
                : write(() -> generator.writeNumber(value));
    }

    /** Writes a boolean. */
    public JsonText bool(boolean value) {
        return write(() -> generator.writeBoolean(value));
    }

    /** Writes a null. */
    public JsonText nothing() {
        return write(generator::writeNull);
    }

    /** Writes a value that is JSON already. */
    public JsonText raw(String json) {
        return write(() -> generator.writeRawValue(json));
    }

    /** Writes a document as it was sent. */
    public JsonText document(PackedDocument document) {
        document.reader().walk(new Unpacking(true));
        return this;
    }

    /** Writes the fields of a document into the object that is open. */
    public JsonText fieldsOf(PackedDocument document) {
        document.reader().walk(new Unpacking(false));
        return this;
    }

    /** What was written, as UTF-8; every object and array must be closed. */
    public byte[] toBytes() {
        write(generator::close);
        return bytes.toByteArray();
    }

    /** What was written, which is then forgotten; every object and array must be closed. */
    String take() {
        String text = toString();
        bytes.reset();
        return text;
    }

    @Override
    public String toString() {
        write(generator::flush);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Takes a document's values as they are walked. */
    DocumentReader.Visitor visitor() {
        return new Unpacking(true);
    }

    private JsonText write(Step step) {
        try {
            step.write();
            return this;
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
    }

    private static UncheckedIOException inMemory(IOException cause) {
        return new UncheckedIOException("writing JSON in memory: " + cause.getMessage(), cause);
    }

    /** Writes what a document holds. */
    private final class Unpacking implements DocumentReader.Visitor {
        private final boolean isWhole;
        private int depth;

        private Unpacking(boolean isWhole) {
            this.isWhole = isWhole;
        }

        @Override
        public void key(byte[] utf8, int from, int to) {
            JsonText.this.key(DocumentReader.textOf(utf8, from, to));
        }

        @Override
        public void startObject() {
            if (isWhole || depth > 0) {
                JsonText.this.startObject();
            }
            depth++;
        }

        @Override
        public void endObject() {
            depth--;
            if (isWhole || depth > 0) {
                JsonText.this.endObject();
            }
        }

        @Override
        public void startArray() {
            JsonText.this.startArray();
        }

        @Override
        public void endArray() {
            JsonText.this.endArray();
        }

        @Override
        public void nothing() {
            JsonText.this.nothing();
        }

        @Override
        public void bool(boolean value) {
            JsonText.this.bool(value);
        }

        @Override
        public void number(long unscaled, int scale) {
            if (scale == 0) {
                JsonText.this.number(unscaled);
            } else {
                JsonText.this.number(BigDecimal.valueOf(unscaled, scale));
            }
        }

        @Override
        public void number(BigDecimal value) {
            // In full, a number sent with an exponent would seem to have been sent with its zeros.
            if (value.scale() < 0) {
                write(() -> generator.writeNumber(value.toString()));
            } else {
                JsonText.this.number(value);
            }
        }

        @Override
        public void text(byte[] utf8, int from, int to) {
            write(() -> generator.writeUTF8String(utf8, from, to - from));
        }
    }
}
