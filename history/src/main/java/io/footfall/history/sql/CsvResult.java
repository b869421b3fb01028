package io.footfall.history.sql;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result as CSV (RFC 4180) with a line of names. Text that a spreadsheet would take for a formula, because it begins with
 * {@code = + - @}, a tab or a return, gets an apostrophe before it. Null is nothing, an empty text is {@code ""}.
 */
final class CsvResult implements ResultWriter {
    private static final String RISKY = "=+-@\t\r";

    @Override
    public byte[] begin(List<Column> columns) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            separate(line);
            cell(guarded(column.name()), line);
        }
        return end(line);
    }

    @Override
    public byte[] row(@Nullable Object[] values) throws SQLException {
        StringBuilder line = new StringBuilder();
        boolean isFirst = true;
        for (Object value : values) {
            if (!isFirst) {
                line.append(',');
            }
            isFirst = false;
            if (value != null) {
                String text = Cells.text(value);
                cell(Cells.isText(value) ? guarded(text) : text, line);
            }
        }
        return end(line);
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }

    private static void separate(StringBuilder line) {
        if (!line.isEmpty()) {
            line.append(',');
        }
    }

    private static String guarded(String text) {
        return !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void cell(String text, StringBuilder line) {
        boolean isPlain =
                !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (isPlain) {
            line.append(text);
        } else {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }

    private static byte[] end(StringBuilder line) {
        return ResultWriter.utf8(line.append("\r\n").toString());
    }
}
