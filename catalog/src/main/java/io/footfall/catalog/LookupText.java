package io.footfall.catalog;

import io.footfall.event.CorruptBytesException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text in which a version of a lookup table is kept: comma separated values in UTF-8, the names of the columns first, the key's
 * before the others.
 *
 * <p>A text is in quotes always, and a quote in it is doubled; a number or a boolean never is; where a row says nothing there is
 * nothing. Each row ends with a line feed. So any program reads it, and equal rows in the same order are equal bytes.
 */
public final class LookupText {
    private LookupText() {}

    /** The first line. */
    public static String header(LookupShape shape) {
        return shape.all().stream().map(column -> quoted(column.name())).collect(Collectors.joining(",")) + "\n";
    }

    /**
     * The line of a row.
     *
     * @param cells a text for each column, the key first; numbers are written in full, and null says nothing
     */
    public static String line(LookupShape shape, List<@Nullable String> cells) {
        StringBuilder line = new StringBuilder();
        List<LookupColumn> columns = shape.all();
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : ",")
                    .append(cell == null ? "" : columns.get(i).type() == LookupColumn.Type.TEXT ? quoted(cell) : cell);
        }
        return line.append('\n').toString();
    }

    /**
     * Reads what was written, row by row.
     *
     * @throws CorruptBytesException if it is no such text
     */
    public static void read(LookupShape shape, byte[] text, Consumer<List<@Nullable String>> rows) {
        int columns = shape.all().size();
        String header = header(shape);
        String all = new String(text, StandardCharsets.UTF_8);
        if (!all.startsWith(header)) {
            throw new CorruptBytesException("the columns of the lookup table " + shape.name() + " are others");
        }
        List<@Nullable String> cells = new ArrayList<>();
        int at = header.length();
        while (at < all.length()) {
            int end;
            if (all.charAt(at) == '"') {
                end = closing(all, at + 1);
                cells.add(all.substring(at + 1, end).replace("\"\"", "\""));
                end++;
            } else {
                end = at;
                while (end < all.length() && all.charAt(end) != ',' && all.charAt(end) != '\n') {
                    end++;
                }
                cells.add(end == at ? null : all.substring(at, end));
            }
            boolean isRow = end < all.length() && all.charAt(end) == '\n';
            boolean goesOn = end < all.length() && all.charAt(end) == ',' && cells.size() < columns;
            if (!goesOn && !(isRow && cells.size() == columns)) {
                throw new CorruptBytesException("a row of the lookup table " + shape.name() + " is not whole");
            }
            if (isRow) {
                rows.accept(cells);
                cells = new ArrayList<>();
            }
            at = end + 1;
        }
    }

    /** The place of the quote that ends a text beginning at {@code from}. */
    private static int closing(String all, int from) {
        int at = all.indexOf('"', from);
        while (at >= 0 && at + 1 < all.length() && all.charAt(at + 1) == '"') {
            at = all.indexOf('"', at + 2);
        }
        if (at < 0) {
            throw new CorruptBytesException("a text in a lookup table has no end");
        }
        return at;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
