package io.footfall.history.sql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a result in a format that is text, row by row. Used once, by one thread. */
interface ResultWriter {

    /** A column of the result, with its type as SQL calls it. */
    record Column(String name, String type) {}

    /** The columns of a result. */
    static List<Column> columns(ResultSetMetaData result) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(new Column(result.getColumnName(i), result.getColumnTypeName(i)));
        }
        return columns;
    }

    /** Begins. */
    byte[] begin(List<Column> columns);

    /** A row, a value for each column. */
    byte[] row(@Nullable Object[] values) throws SQLException;

    /** Ends. */
    byte[] end();

    /** The writer of a format, of what was true at a lease. */
    static ResultWriter of(SqlFormat format, Lease lease) {
        return switch (format) {
            case JSON -> new JsonResult(lease);
            case CSV -> new CsvResult();
            case TABLE -> new TableResult();
            case ARROW -> throw new IllegalArgumentException("Arrow is written by columns");
        };
    }

    /** A text as it is sent. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
