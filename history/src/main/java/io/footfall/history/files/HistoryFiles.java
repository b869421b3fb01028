package io.footfall.history.files;

import io.footfall.history.sql.EventDatabase;
import io.footfall.history.sql.Lease;
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
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes events and who is whom as Parquet.
 *
 * <p>A file gets its name once all of it is on disk and has been counted, so whoever finds the name finds a whole file.
 */
public final class HistoryFiles {
    /** The file of events. */
    public static final String EVENTS = "events.parquet";

    /** The file of identities. */
    public static final String IDENTITIES = "identities.parquet";

    private static final String EVENT_ROWS = """
            select
                sequence,
                timezone('UTC', make_timestamp(timestamp_millis * 1000)) as timestamp,
                timezone('UTC', make_timestamp(received_millis * 1000)) as received_at,
                type,
                event,
                source,
                message_id,
                user_id,
                anonymous_id,
                previous_id,
                properties,
                context,
                traits,
                rest
            from footfall_log()
            order by user_id is null, coalesce(user_id, anonymous_id), timestamp_millis, sequence
            """;

    private static final String JOINED =
            "create table joined (id varchar, anonymous boolean, customer varchar, customer_anonymous boolean)";

    private static final String IDENTITY_ROWS = """
            select
                coalesce(user_id, anonymous_id) as id,
                user_id is null as anonymous,
                customer,
                anonymous as customer_anonymous
            from footfall_log()
            union
            select id, anonymous, customer, customer_anonymous from joined
            order by anonymous, id
            """;

    private HistoryFiles() {}

    /**
     * How much was written.
     *
     * @param events the rows of {@link #EVENTS}
     * @param identities the rows of {@link #IDENTITIES}
     */
    public record Written(long events, long identities) {}

    /**
     * Writes the events of a lease into a folder, made if it is not there. Files of the same names are replaced.
     *
     * @throws IOException if the disk fails, or what is read back is not what was written
     */
    public static Written write(Path data, Lease lease, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (EventDatabase database = EventDatabase.open(data, lease)) {
            Connection connection = database.connection();
            fillJoined(connection, lease.joined());
            long events = write(connection, EVENT_ROWS, folder, EVENTS);
            long identities = write(connection, IDENTITY_ROWS, folder, IDENTITIES);
            force(folder);
            return new Written(events, identities);
        } catch (SQLException e) {
            throw new IOException("the files in " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Those whom no event carried alone, only beside a user id, are not in the log under their own id. */
    private static void fillJoined(Connection connection, List<Lease.Joined> joined) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(JOINED);
        }
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("joined")) {
            for (Lease.Joined one : joined) {
                appender.beginRow();
                appender.append(one.identity().id());
                appender.append(!one.identity().isUser());
                appender.append(one.customer().id());
                appender.append(!one.customer().isUser());
                appender.endRow();
            }
        }
    }

    private static long write(Connection connection, String rows, Path folder, String name)
            throws SQLException, IOException {
        Path unfinished = folder.resolve(name + ".unfinished");
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set temp_directory = " + quoted(folder.resolve(".sorting").toString()));
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

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
