package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.Section;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a configuration says of tables of PostgreSQL. */
final class PostgresSections {
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_-]{1,63}");
    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

    private PostgresSections() {}

    /** A table or query that is read by a cursor. */
    static Optional<SourceConfig> table(String name, Section section, Optional<Mapping> mapping, Duration every) {
        PostgresLogin login = login(section);
        String rows = rows(section);
        String cursor = section.requiredText("cursor", "the column whose values only grow");
        section.refuseUnknownKeys();
        return withIds(section, mapping).map(read -> new SourceConfig.Postgres(name, login, rows, cursor, read, every));
    }

    /** A table or query that is read whole. */
    static LookupConfig.Postgres lookup(Section section) {
        return new LookupConfig.Postgres(login(section), rows(section));
    }

    /** The query that is told, or all of the table that is. */
    private static String rows(Section section) {
        Optional<String> table = section.text("table");
        Optional<String> query = section.text("query");
        if (table.isPresent() == query.isPresent()) {
            section.problem("table", "either table or query");
        }
        return query.orElseGet(() -> "select * from "
                + Arrays.stream(table.orElse("").split("\\.", -1))
                        .map(SourceConfig.Postgres::quoted)
                        .collect(Collectors.joining(".")));
    }

    /** A table whose changes are followed. */
    static Optional<SourceConfig> changes(String name, Section section, Optional<Mapping> mapping) {
        PostgresLogin login = login(section);
        String[] table = section.requiredText("table", "the name of a table").split("\\.", -1);
        if (table.length > 2 || Arrays.stream(table).anyMatch(String::isEmpty)) {
            section.problem("table", "a table, or a schema and a table with a dot between them");
        }
        String slot = section.text("slot")
                .orElse("footfall_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_"));
        if (!SLOT.matcher(slot).matches()) {
            section.problem("slot", "up to 63 small letters, digits and underscores");
        }
        String changes = section.text("changes").orElse("inserts");
        if (!changes.equals("inserts") && !changes.equals("inserts_and_updates")) {
            section.problem("changes", "inserts or inserts_and_updates");
        }
        section.refuseUnknownKeys();
        String schema = table.length == 2 ? table[0] : "public";
        return withIds(section, mapping)
                .map(read -> new SourceConfig.Changes(
                        name, login, schema, table[table.length - 1], slot, read, !changes.equals("inserts")));
    }

    private static PostgresLogin login(Section section) {
        String host = section.text("host").orElse("localhost");
        if (!SourcesConfig.HOST.matcher(host).matches()) {
            section.problem("host", "the name or address of a machine");
        }
        String port = section.text("port").orElse("5432");
        if (!SourcesConfig.PORT.matcher(port).matches()) {
            section.problem("port", "1 to 65535");
        }
        String database = section.requiredText("database", "the name of a database");
        if (!database.isEmpty() && !DATABASE.matcher(database).matches()) {
            section.problem("database", "letters, digits, dashes and underscores");
        }
        String user = section.requiredText("user", "the name of who reads");
        String password = SourcesConfig.secret(section, "password_env").orElse("");
        return new PostgresLogin("jdbc:postgresql://" + host + ":" + port + "/" + database, user, password);
    }

    /** Rows that are read again count once by their ids. */
    private static Optional<Mapping.OfRows> withIds(Section section, Optional<Mapping> mapping) {
        Optional<Mapping.OfRows> withIds = mapping.filter(Mapping.OfRows.class::isInstance)
                .map(Mapping.OfRows.class::cast)
                .filter(rows -> rows.messageId() != null && rows.grouping() == null);
        if (mapping.isPresent() && withIds.isEmpty()) {
            section.problem("mapping", "one that names message_id, and groups no rows");
        }
        return withIds;
    }
}
