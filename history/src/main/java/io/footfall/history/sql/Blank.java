package io.footfall.history.sql;

import io.footfall.history.EmptyDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A fresh database in memory that has nothing yet, made ready before the statement comes that it is for, since that takes most of
 * the time that a short one takes. It is for one statement, and has seen none before it. Who uses it closes both.
 *
 * @param connection to it
 * @param check of the statement
 */
record Blank(Connection connection, StatementCheck check) {
    private static final List<String> SETTINGS = List.of(
            "set temp_directory = ''",
            "set autoinstall_known_extensions = false",
            "set autoload_known_extensions = false",
            "set allow_community_extensions = false",
            "set allow_unsigned_extensions = false",
            // The views are bound one upon another, and each time what a file says of itself is read.
            "set parquet_metadata_cache = true",
            "set threads = 2");

    static Blank open() throws SQLException {
        Connection connection = EmptyDatabase.connect();
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            return new Blank(connection, StatementCheck.prepare(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
