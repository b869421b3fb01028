package io.footfall.history.rows;

import io.footfall.history.ChildFolder;
import io.footfall.history.EmptyDatabase;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The process that writes the rows of the Parquet file in its folder to its standard output, and ends; it ends too when its input does:
 * then its parent is gone. Rows come as they are read, a few thousand at a time.
 */
public final class ParquetChild {
    static final String FILE = "rows.parquet";

    static final byte READ = 1;

    static final byte DONE = 1;
    static final byte FAILED = 2;
    static final byte PART = 3;

    private static final String LIMITS = "set memory_limit = '500MB'; set threads = 1; set temp_directory = ''";

    private ParquetChild() {}

    /** Reads the file. Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        ChildFolder folder = new ChildFolder(temporary);
        InputStream in = new FileInputStream(FileDescriptor.in);
        if (in.read() != READ) {
            folder.remove();
            return;
        }
        Thread watching = new Thread(() -> endWith(in, folder), "footfall-parent");
        watching.setDaemon(true);
        watching.start();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            try {
                write(temporary.resolve(FILE), out);
                out.writeByte(DONE);
            } catch (SQLException e) {
                out.writeByte(FAILED);
                put("it cannot be read as Parquet: " + e.getMessage(), out);
            }
        }
    }

    private static void endWith(InputStream in, ChildFolder folder) {
        try {
            while (in.read() >= 0) {
                // Nothing more is said.
            }
        } catch (IOException ignored) {
            // That is an end as well.
        }
        folder.remove();
        Runtime.getRuntime().halt(0);
    }

    private static void write(Path file, DataOutputStream out) throws SQLException, IOException {
        String quoted = "'" + file.toString().replace("'", "''") + "'";
        try (Connection connection = EmptyDatabase.connectStreaming();
                Statement statement = connection.createStatement()) {
            statement.execute(LIMITS);
            long expected = count(statement, "select num_rows from parquet_file_metadata(" + quoted + ")");
            try (ResultSet result =
                    statement.executeQuery("from read_parquet(" + quoted + ", hive_partitioning = false)")) {
                ResultSetMetaData metaData = result.getMetaData();
                int columns = metaData.getColumnCount();
                if (columns > ParquetRows.COLUMNS_MAX) {
                    throw new SQLException("it has " + columns + " columns, the limit is " + ParquetRows.COLUMNS_MAX);
                }
                out.writeByte(PART);
                out.writeLong(expected);
                out.writeInt(columns);
                for (int column = 1; column <= columns; column++) {
                    put(metaData.getColumnName(column), out);
                }
                long written = 0;
                for (; result.next(); written++) {
                    out.writeByte(PART);
                    for (int column = 1; column <= columns; column++) {
                        put(ValueText.of(result.getObject(column)), out);
                    }
                }
                if (written != expected) {
                    throw new SQLException("it gave " + written + " of " + expected + " rows");
                }
            }
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static void put(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, ParquetRows.VALUE_BYTES_MAX);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }
}
