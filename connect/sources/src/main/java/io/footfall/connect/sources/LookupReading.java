package io.footfall.connect.sources;

import io.footfall.catalog.LookupShape;
import io.footfall.connect.files.TableFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a lookup table from where they are. */
final class LookupReading {
    private static final int FETCH_ROWS = 1_000;

    private LookupReading() {}

    /**
     * All rows, as they are now.
     *
     * @throws IOException if they cannot be read, or cannot be those of the table; it says which
     */
    static LookupRows of(LookupConfig config) throws IOException {
        return switch (config.from()) {
            case LookupConfig.File file -> rows(config.shape(), file);
            case LookupConfig.Postgres table -> rows(config.shape(), table);
        };
    }

    private static LookupRows rows(LookupShape shape, LookupConfig.File from) throws IOException {
        try (TableFile file = TableFile.open(from.path(), from.delimiter())) {
            LookupRows rows = new LookupRows(shape, file.columns());
            for (Optional<TableFile.TableRow> row = file.next(); row.isPresent(); row = file.next()) {
                rows.add("line " + row.get().line(), row.get().values());
            }
            return rows;
        } catch (IOException e) {
            throw new IOException(from.path() + ": " + e.getMessage(), e);
        }
    }

    private static LookupRows rows(LookupShape shape, LookupConfig.Postgres from) throws IOException {
        try (Connection connection = from.login().connect("lookup " + shape.name())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet result = statement.executeQuery("select * from (" + from.query() + ") as lookup_rows")) {
                    return rows(shape, result);
                }
            }
        } catch (SQLException e) {
            throw from.login().unreadable(e);
        }
    }

    private static LookupRows rows(LookupShape shape, ResultSet result) throws SQLException, IOException {
        ResultSetMetaData metaData = result.getMetaData();
        int columns = metaData.getColumnCount();
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            names.add(metaData.getColumnName(column));
        }
        LookupRows rows = new LookupRows(shape, names);
        for (long row = 1; result.next(); row++) {
            List<@Nullable String> values = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                boolean isBoolean = metaData.getColumnTypeName(column).equals("bool");
                Object value = isBoolean ? result.getObject(column, Boolean.class) : result.getString(column);
                values.add(value == null ? null : value.toString());
            }
            rows.add("row " + row, values);
        }
        return rows;
    }
}
