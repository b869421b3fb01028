package io.footfall.connect.sources;

import io.footfall.connect.kafka.TopicReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks the other side of a source once, before an engine does, whether it would let it read. Nothing is changed there, and no answer is
 * waited for longer than a minute.
 */
public final class Trial {
    private static final int STATEMENT_SECONDS_MAX = 30;

    private Trial() {}

    /**
     * Asks the database or the brokers of a source; files are for whoever has them.
     *
     * @return what was found, for a person
     * @throws IOException if it would not be read; it says why, and what to do
     */
    public static String of(SourceConfig source) throws IOException, InterruptedException {
        return switch (source) {
            case SourceConfig.Files files -> throw new IllegalArgumentException(files.name() + " is of files");
            case SourceConfig.Kafka topics -> topics(topics);
            case SourceConfig.Postgres table -> table(table);
            case SourceConfig.Changes changes -> changes(changes);
        };
    }

    /**
     * Reads a lookup table as an engine would.
     *
     * @return what was found, for a person
     * @throws IOException if it cannot be taken; it says the line
     */
    public static String of(LookupConfig table) throws IOException {
        return LookupReading.of(table).count() + " rows";
    }

    private static String topics(SourceConfig.Kafka source) throws IOException, InterruptedException {
        try (TopicReader reader = TopicReader.open(source.client())) {
            Set<String> missing = new TreeSet<>(source.topics());
            missing.removeAll(reader.topics(source.topics()).keySet());
            String found = source.topics().size() - missing.size() + " of "
                    + source.topics().size() + " topics are there";
            return missing.isEmpty() ? found : found + "; it waits for " + String.join(", ", missing);
        }
    }

    private static String table(SourceConfig.Postgres source) throws IOException {
        try (Connection connection = source.login().connect(source.name());
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(STATEMENT_SECONDS_MAX);
            try (ResultSet none =
                    statement.executeQuery("select * from (" + source.query() + ") as source_rows where false")) {
                List<String> columns = columns(none.getMetaData());
                if (!columns.contains(source.cursor())) {
                    throw new IOException("there is no column \"" + source.cursor() + "\", its cursor; there are "
                            + String.join(", ", columns));
                }
                return product(connection) + " lets it read " + columns.size() + " columns";
            }
        } catch (SQLException e) {
            throw source.login().unreadable(e);
        }
    }

    private static List<String> columns(ResultSetMetaData metaData) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            names.add(metaData.getColumnName(column));
        }
        return names;
    }

    private static String changes(SourceConfig.Changes source) throws IOException {
        try (Connection connection = source.login().connect(source.name())) {
            require(
                    connection,
                    "current_setting('wal_level') = 'logical'",
                    "wal_level must be logical; set it, and start PostgreSQL again");
            require(
                    connection,
                    "(select rolreplication or rolsuper from pg_roles where rolname = current_user)",
                    "its user may not replicate; allow it by: alter role "
                            + source.login().user() + " replication");
            require(
                    connection,
                    "to_regclass(?) is not null",
                    "there is no table " + source.quotedTable(),
                    source.quotedTable());
            require(
                    connection,
                    "has_table_privilege(?, 'select')",
                    "its user may not read it; allow it by: grant select on " + source.quotedTable() + " to "
                            + source.login().user(),
                    source.quotedTable());
            require(
                    connection,
                    "exists (select from pg_replication_slots where slot_name = ?) or (select count(*) from"
                            + " pg_replication_slots) < current_setting('max_replication_slots')::int",
                    "no replication slot is free; raise max_replication_slots, or drop one that nobody uses",
                    source.slot());
            return product(connection) + " lets it follow " + source.quotedTable();
        } catch (SQLException e) {
            throw source.login().unreadable(e);
        }
    }

    private static void require(Connection connection, String condition, String otherwise, String... values)
            throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement("select " + condition)) {
            statement.setQueryTimeout(STATEMENT_SECONDS_MAX);
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next() || !result.getBoolean(1)) {
                    throw new IOException(otherwise);
                }
            }
        }
    }

    private static String product(Connection connection) throws SQLException {
        return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    }
}
