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
import java.util.Optional;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes events and who is whom as files that any tool reads.
 *
 * <p>A file gets its name once all of it is on disk and has been counted, so whoever finds the name finds a whole file.
 */
public final class HistoryFiles {
    /** The file of identities beside sealed files. */
    static final String IDENTITIES = "identities.parquet";

    private static final String OF_EVENTS = "events";
    private static final String OF_IDENTITIES = "identities";

    private static final int TRIES = 5;

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
     * @param events the rows of the file of events
     * @param identities the rows of the file of identities
     */
    public record Written(long events, long identities) {}

    /**
     * Writes the events of a lease into a folder, made if it is not there. Files of the same names are replaced.
     *
     * @param past tells what is sealed now; asked again where what the lease has of it went away meanwhile
     * @throws IOException if the disk fails, or what is read back is not what was written
     */
    public static Written write(Path data, Lease lease, Supplier<Lease.Past> past, Path folder, ExportForm form)
            throws IOException {
        Files.createDirectories(folder);
        Lease current = lease;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                Optional<Written> written = tryWrite(data, current, past, folder, form);
                if (written.isPresent()) {
                    return written.get();
                }
            } catch (SQLException e) {
                if (isStill(current.past(), past.get())) {
                    throw new IOException("the files in " + folder + " cannot be written: " + e.getMessage(), e);
                }
            }
            current = current.with(past.get());
        }
        throw new IOException("the files in " + folder + " cannot be written: what they are made from went away "
                + TRIES + " times meanwhile; try again");
    }

    /** Empty if something went away that should have been read. */
    private static Optional<Written> tryWrite(
            Path data, Lease lease, Supplier<Lease.Past> past, Path folder, ExportForm form)
            throws SQLException, IOException {
        try (EventDatabase database = EventDatabase.open(data, lease)) {
            Connection connection = database.connection();
            ParquetFile.sortIn(folder, connection);
            // Sealed files lie there for a while after they were replaced; segments of the log do not.
            database.keepLog();
            if (!isStill(lease.past(), past.get())) {
                return Optional.empty();
            }
            fillJoined(connection, lease.joined());
            long events = form.write(connection, EVENT_ROWS, folder, OF_EVENTS);
            long identities = form.write(connection, IDENTITY_ROWS, folder, OF_IDENTITIES);
            if (!areThere(lease.past())) {
                return Optional.empty();
            }
            ParquetFile.force(folder);
            return Optional.of(new Written(events, identities));
        }
    }

    /** Whether what was sealed when a lease began is there, and the log goes on where it did: a stretch that is sealed leaves it. */
    private static boolean isStill(Lease.Past past, Lease.Past now) {
        return now.logStart().equals(past.logStart()) && areThere(past);
    }

    private static boolean areThere(Lease.Past past) {
        return past.files().stream().allMatch(file -> Files.exists(Path.of(file)));
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
