package io.footfall.connect.sources;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database of PostgreSQL, and who reads it.
 *
 * @param address the database, as JDBC has it
 * @param user who reads
 * @param password their password; empty if none is needed
 */
record PostgresLogin(String address, String user, String password) {

    /** A connection for a source of that name, on whose clock it is UTC. */
    Connection connect(String source) throws SQLException {
        Connection open = DriverManager.getConnection(address, properties(source, "60"));
        try (var statement = open.createStatement()) {
            boolean unused = statement.execute("set time zone 'UTC'");
        } catch (SQLException e) {
            open.close();
            throw e;
        }
        return open;
    }

    /** A connection of the replication protocol. */
    Connection replicate(String source) throws SQLException {
        Properties properties = properties(source, "0");
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "10");
        return DriverManager.getConnection(address, properties);
    }

    /** What a failure is to whoever reads the log: where it was, and what the database says first. */
    IOException unreadable(SQLException failure) {
        String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new IOException(address + " cannot be read: " + said, failure);
    }

    private Properties properties(String source, String silentSecondsMax) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", silentSecondsMax);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "footfall " + source);
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresLogin[" + user + ", " + address + "]";
    }
}
