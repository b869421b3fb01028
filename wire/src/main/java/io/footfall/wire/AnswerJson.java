package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Instants;
import io.footfall.question.LookedUp;
import io.footfall.question.Range;
import io.footfall.question.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers.
 *
 * <p>Every number is written in full: no exponent, no trailing zeros. Equal tables become equal bytes.
 */
public final class AnswerJson {
    private AnswerJson() {}

    /** Writes something into a generator. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A whole answer. */
    public static byte[] write(Answer answer) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeFieldName("question");
            QuestionJson.write(answer.question(), json);
            json.writeStringField("definition", answer.definition());
            json.writeFieldName("period");
            writePeriod(answer.period(), answer.question().scope().zone(), json);
            json.writeFieldName("asOf");
            writeAsOf(answer, json);
            json.writeStringField("computedAt", Instants.written(answer.computedAt(), ZoneOffset.UTC));
            json.writeNumberField("ignored", answer.ignored());
            json.writeObjectFieldStart("excluded");
            json.writeNumberField("robots", answer.robots());
            for (Map.Entry<String, Long> each : new TreeMap<>(answer.aside().excluded()).entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("capped", answer.table().hasOther());
            writeHistoryFrom(answer.historyFrom(), json);
            if (answer.isFromFiles()) {
                json.writeStringField("from", "files");
            }
            writeLookups(answer.lookedUp(), json);
            for (Map.Entry<String, Table> each : new TreeMap<>(answer.aside().figures()).entrySet()) {
                json.writeFieldName(each.getKey());
                writeRow(each.getValue(), 0, each.getValue().fields().size(), json);
            }
            json.writeFieldName("rows");
            writeRows(answer.table(), json);
            json.writeEndObject();
        });
    }

    /** When an answer is true, as in its {@code asOf}. */
    public static byte[] asOf(Answer answer) {
        return bytes(json -> writeAsOf(answer, json));
    }

    /** An as-of, without the newest event's timestamp. */
    public static byte[] asOf(AsOf asOf) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("sequence", asOf.sequence());
            json.writeStringField("time", Instants.written(asOf.millis(), ZoneOffset.UTC));
            json.writeEndObject();
        });
    }

    /** All rows, as in an answer's {@code rows}. */
    public static byte[] rows(Table table) {
        return bytes(json -> writeRows(table, json));
    }

    /** One row, as in an answer's {@code rows}. */
    public static byte[] row(Table table, int index) {
        return bytes(json -> writeRow(table, index, table.fields().size(), json));
    }

    /** The fields that name one row, as an object. */
    public static byte[] rowKey(Table table, int index) {
        return bytes(json -> writeRow(table, index, table.keys(), json));
    }

    /** What one row says beside the fields that name it, as an object. */
    public static byte[] said(Table table, int index) {
        return bytes(json -> writeRow(table, index, table.keys(), table.fields().size(), json));
    }

    private static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JsonTree.FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeHistoryFrom(long millis, JsonGenerator json) throws IOException {
        if (millis == 0) {
            json.writeNullField("historyFrom");
        } else {
            json.writeStringField("historyFrom", Instants.written(millis, ZoneOffset.UTC));
        }
    }

    /** Where an answer was read through none, nothing is said of lookup tables. */
    private static void writeLookups(List<LookedUp> lookups, JsonGenerator json) throws IOException {
        if (lookups.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("lookups");
        for (LookedUp each : lookups) {
            json.writeStartObject();
            json.writeStringField("table", each.table());
            json.writeStringField("on", each.on());
            json.writeNumberField("version", each.version());
            json.writeStringField("since", Instants.written(each.since(), ZoneOffset.UTC));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePeriod(Range period, ZoneId zone, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (period.isAll()) {
            json.writeNullField("from");
            json.writeNullField("to");
        } else {
            json.writeStringField("from", Instants.written(period.from(), zone));
            json.writeStringField("to", Instants.written(period.to(), zone));
        }
        json.writeEndObject();
    }

    private static void writeAsOf(Answer answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("sequence", answer.asOf().sequence());
        json.writeStringField("time", Instants.written(answer.asOf().millis(), ZoneOffset.UTC));
        if (answer.eventTime().isPresent()) {
            json.writeStringField(
                    "eventTime", Instants.written(answer.eventTime().getAsLong(), ZoneOffset.UTC));
        } else {
            json.writeNullField("eventTime");
        }
        json.writeEndObject();
    }

    private static void writeRows(Table table, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < table.rows().size(); i++) {
            writeRow(table, i, table.fields().size(), json);
        }
        json.writeEndArray();
    }

    private static void writeRow(Table table, int index, int fields, JsonGenerator json) throws IOException {
        writeRow(table, index, 0, fields, json);
    }

    private static void writeRow(Table table, int index, int from, int fields, JsonGenerator json) throws IOException {
        @Nullable Object[] row = table.rows().get(index);
        json.writeStartObject();
        for (int i = from; i < fields; i++) {
            json.writeFieldName(table.fields().get(i));
            writeCell(row[i], json);
        }
        json.writeEndObject();
    }

    private static void writeCell(@Nullable Object cell, JsonGenerator json) throws IOException {
        switch (cell) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Long whole -> json.writeNumber(whole);
            case BigDecimal decimal -> json.writeNumber(written(decimal));
            case Boolean bool -> json.writeBoolean(bool);
            case List<?> texts -> {
                json.writeStartArray();
                for (Object text : texts) {
                    json.writeString(String.valueOf(text));
                }
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException("no cell is a " + cell.getClass());
        }
    }

    private static String written(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
