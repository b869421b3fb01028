package io.footfall.history.files;

import io.footfall.history.sql.EventDatabase;
import io.footfall.history.sql.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

    static final String EVENT_ROWS = """
            select
                sequence,
                timezone('UTC', timestamp) as timestamp,
                timezone('UTC', received_at) as received_at,
                ${texts}
            from footfall_events
            order by user_id is null, coalesce(user_id, anonymous_id), footfall_events.timestamp, sequence
            """.replace("${texts}", EventDatabase.TEXTS);

    static final String JOINED =
            "create table joined (id varchar, anonymous boolean, customer varchar, customer_anonymous boolean)";

    private static final String IDENTITY_ROWS = """
            select
                coalesce(user_id, anonymous_id) as id,
                user_id is null as anonymous,
                customer,
                anonymous as customer_anonymous
            from footfall_events
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
            ParquetFile.sortIn(folder, connection);
            fillJoined(connection, lease.joined());
            long events = ParquetFile.write(connection, EVENT_ROWS, folder, EVENTS);
            long identities = ParquetFile.write(connection, IDENTITY_ROWS, folder, IDENTITIES);
            ParquetFile.force(folder);
            return new Written(events, identities);
        } catch (SQLException e) {
            throw new IOException("the files in " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Those whom no event carried alone, only beside a user id, are not in the log under their own id. */
    static void fillJoined(Connection connection, List<Lease.Joined> joined) throws SQLException {
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
}
