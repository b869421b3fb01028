package io.footfall.connect.sources;

import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a lookup table while they are read: checked one by one, and in the order of their keys, so that the same rows in another
 * order are the same version.
 */
final class LookupRows {
    /** The most rows there may be. */
    static final int ROWS_MAX = 500_000;

    /** How long all of it may be as text, in bytes. */
    static final int BYTES_MAX = 64 << 20;

    /** How long one text may be, in bytes. */
    static final int TEXT_BYTES_MAX = 1_000;

    /** The most digits of a number before the point. */
    static final int DIGITS_MAX = 20;

    /** The most digits of a number after the point. */
    static final int PLACES_MAX = 18;

    private final LookupShape shape;
    private final int[] places;
    private final Map<String, Kept> rows = new TreeMap<>();
    private long bytes;

    /** A row as it is kept, and where it was. */
    private record Kept(String line, String where) {}

    /**
     * No rows yet.
     *
     * @param columns the names of the columns that rows will have
     * @throws IOException if one is missing, or there twice
     */
    LookupRows(LookupShape shape, List<String> columns) throws IOException {
        this.shape = shape;
        List<LookupColumn> wanted = shape.all();
        this.places = new int[wanted.size()];
        for (int i = 0; i < places.length; i++) {
            String name = wanted.get(i).name();
            places[i] = columns.indexOf(name);
            if (places[i] < 0) {
                throw new IOException("there is no column \"" + name + "\"; there are " + String.join(", ", columns));
            }
            if (columns.lastIndexOf(name) != places[i]) {
                throw new IOException("the column \"" + name + "\" is there twice");
            }
        }
    }

    /**
     * Takes the next row.
     *
     * @param where what it is, for a person, such as {@code line 7}
     * @param values a value for each column; null or empty where there is none
     * @throws IOException if it cannot be one of the table
     */
    void add(String where, List<? extends @Nullable String> values) throws IOException {
        List<@Nullable String> cells = new ArrayList<>(places.length);
        List<LookupColumn> columns = shape.all();
        for (int i = 0; i < places.length; i++) {
            String value = values.get(places[i]);
            cells.add(value == null || value.isEmpty() ? null : cell(where, columns.get(i), value));
        }
        String key = cells.getFirst();
        if (key == null) {
            throw new IOException(where + ": the key " + shape.key().name() + " is empty");
        }
        String line = LookupText.line(shape, cells);
        Kept before = rows.putIfAbsent(key, new Kept(line, where));
        if (before != null) {
            throw new IOException(
                    where + ": the key \"" + key + "\" is there already, in " + before.where() + "; a key has one row");
        }
        bytes += line.getBytes(StandardCharsets.UTF_8).length;
        if (rows.size() > ROWS_MAX || bytes > BYTES_MAX) {
            throw new IOException(where + ": a lookup table has at most " + ROWS_MAX + " rows and " + BYTES_MAX
                    + " bytes; keep in it what questions need");
        }
    }

    private static String cell(String where, LookupColumn column, String value) throws IOException {
        return switch (column.type()) {
            case TEXT -> {
                if (value.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX) {
                    throw new IOException(where + ": " + column.name() + " has more than " + TEXT_BYTES_MAX + " bytes");
                }
                yield value;
            }
            case NUMBER -> number(where, column, value.strip());
            case BOOLEAN -> {
                String word = value.strip().toLowerCase(Locale.ROOT);
                if (!word.equals("true") && !word.equals("false")) {
                    throw expected(where, column, value, "true or false");
                }
                yield word;
            }
        };
    }

    private static String number(String where, LookupColumn column, String value) throws IOException {
        try {
            BigDecimal number = new BigDecimal(value);
            BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            if (stripped.scale() <= PLACES_MAX && (long) stripped.precision() - stripped.scale() <= DIGITS_MAX) {
                return stripped.toPlainString();
            }
        } catch (NumberFormatException ignored) {
            // It is told with the others.
        }
        throw expected(
                where,
                column,
                value,
                "a number such as 12.50, of at most " + DIGITS_MAX + " digits before the point and " + PLACES_MAX
                        + " after it");
    }

    private static IOException expected(String where, LookupColumn column, String value, String expected) {
        String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
        return new IOException(where + ": " + column.name() + " is \"" + shown + "\"; expected " + expected);
    }

    /** How many rows there are. */
    int count() {
        return rows.size();
    }

    /** All rows as they are kept. */
    byte[] text() {
        StringBuilder text = new StringBuilder(LookupText.header(shape));
        rows.values().forEach(row -> text.append(row.line()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
