package io.footfall.history.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result as a table for a terminal: names, a line, rows; numbers to the right. What is wider than
 * {@value #WIDTH_MAX} characters is cut, and control characters are shown as dots.
 */
final class TableResult implements ResultWriter {
    private static final int WIDTH_MAX = 60;

    private final List<String[]> rows = new ArrayList<>();
    private int[] widths = new int[0];
    private boolean[] isRight = new boolean[0];

    @Override
    public byte[] begin(List<Column> columns) {
        widths = new int[columns.size()];
        isRight = new boolean[columns.size()];
        String[] names = new String[columns.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = fitted(columns.get(i).name(), i);
        }
        rows.add(names);
        return new byte[0];
    }

    @Override
    public byte[] row(@Nullable Object[] values) throws SQLException {
        String[] row = new String[values.length];
        for (int i = 0; i < row.length; i++) {
            Object value = values[i];
            row[i] = fitted(value == null ? "" : Cells.text(value), i);
            isRight[i] |= value instanceof Number;
        }
        rows.add(row);
        return new byte[0];
    }

    @Override
    public byte[] end() {
        StringBuilder table = new StringBuilder();
        line(rows.getFirst(), table);
        for (int i = 0; i < widths.length; i++) {
            table.append(i == 0 ? "" : "  ").repeat('-', widths[i]);
        }
        table.append('\n');
        rows.subList(1, rows.size()).forEach(row -> line(row, table));
        int count = rows.size() - 1;
        table.append('(').append(count).append(count == 1 ? " row)\n" : " rows)\n");
        return ResultWriter.utf8(table.toString());
    }

    private String fitted(String text, int column) {
        String shown = text.codePoints()
                .map(c -> Character.isISOControl(c) ? '.' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int length = shown.codePointCount(0, shown.length());
        if (length > WIDTH_MAX) {
            shown = shown.substring(0, shown.offsetByCodePoints(0, WIDTH_MAX - 1)) + "…";
            length = WIDTH_MAX;
        }
        widths[column] = Math.max(widths[column], length);
        return shown;
    }

    private void line(String[] cells, StringBuilder table) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            int room = widths[i] - cells[i].codePointCount(0, cells[i].length());
            line.append(i == 0 ? "" : "  ")
                    .append(" ".repeat(isRight[i] ? room : 0))
                    .append(cells[i])
                    .append(" ".repeat(isRight[i] ? 0 : room));
        }
        table.append(line.toString().stripTrailing()).append('\n');
    }
}
