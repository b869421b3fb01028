package io.footfall.history.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database in memory that sees the events of a lease: {@code footfall_log()} makes a row of each. It is open: what runs in
 * it may do anything.
 */
public final class EventDatabase implements AutoCloseable {
    private final Connection connection;
    private final LogTable log;

    private EventDatabase(Connection connection, LogTable log) {
        this.connection = connection;
        this.log = log;
    }

    /** Opens one over the log of a data folder, which it only reads. Loads DuckDB into this process. */
    public static EventDatabase open(Path data, Lease lease) throws SQLException {
        // Its results come as they are read; with jdbc_stream_results they would too, but without what went wrong.
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try {
            return new EventDatabase(connection, LogTable.register(connection, data, lease));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The connection to it. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        log.close();
    }
}
