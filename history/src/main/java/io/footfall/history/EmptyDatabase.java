package io.footfall.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB in memory that has nothing, and ends with the connection to it. */
public final class EmptyDatabase {
    private static final String ADDRESS = "jdbc:duckdb:";

    private EmptyDatabase() {}

    /** Connects to one whose results are there as a whole before the first row is read, so that what goes wrong is told as it is. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(ADDRESS);
    }

    /**
     * Connects to one whose results come while they are read: a large one takes no memory. What goes wrong comes amid them, at times
     * without its reason, and the connection's next statement ends them.
     */
    public static Connection connectStreaming() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return DriverManager.getConnection(ADDRESS, streaming);
    }
}
