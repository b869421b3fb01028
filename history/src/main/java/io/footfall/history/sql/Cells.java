package io.footfall.history.sql;

import io.footfall.wire.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** The values of a result, as JSON and as text. */
final class Cells {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private Cells() {}

    /** Writes a value: numbers exactly, times as ISO 8601, documents, lists and structures as what they are. */
    static void write(@Nullable Object value, JsonText json) throws SQLException {
        switch (value) {
            case null -> json.nothing();
            case Boolean bool -> json.bool(bool);
            case Byte number -> json.number(number.longValue());
            case Short number -> json.number(number.longValue());
            case Integer number -> json.number(number.longValue());
            case Long number -> json.number(number.longValue());
            case Float number -> json.number(new BigDecimal(number.toString()));
            case Double number -> writeDouble(number, json);
            case BigInteger number -> json.number(new BigDecimal(number));
            case BigDecimal number -> json.number(number);
            case JsonNode document -> json.raw(document.toString());
            case Array array -> writeList((Object[]) array.getArray(), json);
            case DuckDBStruct struct -> writeMap(struct.getMap(), json);
            case Struct struct -> writeList(struct.getAttributes(), json);
            case Map<?, ?> map -> writeMap(map, json);
            default -> json.text(text(value));
        }
    }

    /** A value as text: what is no list, structure or document, as JSON has it but without quotes. */
    static String text(Object value) throws SQLException {
        return switch (value) {
            case Timestamp timestamp -> TIMESTAMP.format(timestamp.toLocalDateTime());
            case LocalDateTime time -> TIMESTAMP.format(time);
            case OffsetDateTime time ->
                TIMESTAMP.format(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
            case BigDecimal number -> number.toPlainString();
            case Double number -> plain(number);
            case Blob blob -> Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Array ignored -> asJson(value);
            case Struct ignored -> asJson(value);
            case Map<?, ?> ignored -> asJson(value);
            default -> value.toString();
        };
    }

    /** Whether a value is text that somebody sent, and not made by us. */
    static boolean isText(Object value) {
        return !(value instanceof Number || value instanceof Boolean || value instanceof Timestamp);
    }

    private static String plain(Double number) {
        return Double.isFinite(number) ? shortest(number).toPlainString() : number.toString();
    }

    private static void writeDouble(Double number, JsonText json) {
        if (Double.isFinite(number)) {
            json.number(shortest(number));
        } else {
            json.nothing();
        }
    }

    /** As few digits as tell it from every other: 3 rather than 3.0. */
    private static BigDecimal shortest(Double number) {
        BigDecimal exact = new BigDecimal(number.toString());
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    private static String asJson(Object value) throws SQLException {
        JsonText json = new JsonText();
        write(value, json);
        return json.toString();
    }

    private static void writeList(@Nullable Object[] elements, JsonText json) throws SQLException {
        json.startArray();
        for (Object element : elements) {
            write(element, json);
        }
        json.endArray();
    }

    private static void writeMap(Map<?, ?> map, JsonText json) throws SQLException {
        json.startObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.key(String.valueOf(entry.getKey()));
            write(entry.getValue(), json);
        }
        json.endObject();
    }
}
