package io.footfall.history.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes rows as a Parquet file that gets its name once all of it is safe on the disk and was read back. */
final class ParquetFile {
    static final String UNFINISHED = ".unfinished";
    static final String SORTING = ".sorting";

    private ParquetFile() {}

    /** Lets a connection put aside beside the files what does not fit into memory; once, before it writes. */
    static void sortIn(Path folder, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set temp_directory = " + quoted(folder.resolve(SORTING).toString()));
        }
    }

    /**
     * Writes the rows of a query. That the name is safe too is up to the caller, by {@link #force} of the folder.
     *
     * @return how many there are
     */
    static long write(Connection connection, String rows, Path folder, String name) throws SQLException, IOException {
        Path unfinished = folder.resolve(name + UNFINISHED);
        try (Statement statement = connection.createStatement()) {
            long written = statement.executeLargeUpdate("copy (" + rows + ") to " + quoted(unfinished.toString())
                    + " (format parquet, compression zstd, row_group_size 100000)");
            long counted = count(statement, unfinished);
            if (written != counted) {
                throw new IOException(unfinished + " has " + counted + " rows, and " + written + " were written");
            }
            force(unfinished);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static long count(Statement statement, Path file) throws SQLException {
        // A look at every value, so that all is read, and not only the file's own count of rows.
        try (ResultSet result = statement.executeQuery(
                "select count(hash(f)) from read_parquet(" + quoted(file.toString()) + ") as f")) {
            result.next();
            return result.getLong(1);
        }
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
