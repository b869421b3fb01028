package io.footfall.history.sql;

import io.footfall.event.IdentityKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fresh database in memory for one statement, with the views {@code events} and {@code customers}, those of the lookup tables in the schema
 * {@code lookup}, and nothing else, locked: it
 * reaches no file and no network, loads nothing, and its settings cannot be changed.
 */
final class Instance implements AutoCloseable {
    private static final String EVENTS = """
            create view events as
            select
                e.customer,
                e.anonymous,
                e.event,
                e.type,
                e.type in ('track', 'page', 'screen') and e.event not in (${passive}) as activity,
                e.timestamp,
                e.received_at,
                e.source,
                e.user_id,
                e.anonymous_id,
                e.message_id,
                e.sequence,
                e.properties::json as properties,
                e.context::json as context,
                e.traits::json as traits${typed}
            from footfall_events as e
            """;

    private static final String CUSTOMERS = """
            create view customers as
            with seen as (
                select
                    customer,
                    anonymous,
                    min(timestamp) as first_seen,
                    max(timestamp) as last_seen,
                    count(*) filter (activity) as events,
                    count(*) filter (activity and event = 'Order Completed') as orders,
                    coalesce(
                        sum(try_cast(properties ->> '$.revenue' as double)) filter (
                            activity
                            and event = 'Order Completed'
                            and json_type(properties, '$.revenue') not in ('VARCHAR', 'BOOLEAN')),
                        0) as revenue
                from events
                group by customer, anonymous
            ),
            told as (
                select e.customer, e.anonymous, t.key, arg_max(t.value, (e.timestamp, e.sequence)) as value
                from events as e, json_each(e.traits) as t
                where e.type = 'identify' and t.type <> 'NULL'
                group by e.customer, e.anonymous, t.key
            ),
            described as (
                select customer, anonymous, to_json(map_from_entries(list((key, value) order by key))) as traits
                from told
                group by customer, anonymous
            )
            select s.customer, s.anonymous, s.first_seen, s.last_seen, s.events, s.orders, s.revenue, d.traits
            from seen as s
            left join described as d on d.customer = s.customer and d.anonymous = s.anonymous
            """;

    private final EventDatabase database;

    private Instance(EventDatabase database) {
        this.database = database;
    }

    /**
     * Opens one over a lease.
     *
     * @param blank whose connection is closed with it, or if it cannot be opened
     * @param called who is called by which other id, whatever the lease says
     */
    static Instance open(Blank blank, Path data, Lease lease, Map<IdentityKey, IdentityKey> called, long memoryBytesMax)
            throws SQLException {
        Instance instance = new Instance(EventDatabase.open(blank.connection(), data, lease, called));
        try {
            instance.prepare(lease, memoryBytesMax);
            return instance;
        } catch (SQLException | RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    Connection connection() {
        return database.connection();
    }

    private void prepare(Lease lease, long memoryBytesMax) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(events(lease));
            statement.execute(CUSTOMERS);
            statement.execute("create schema lookup");
            for (Lease.Lookup lookup : lease.lookups()) {
                statement.execute(lookup(lookup));
            }
            String files = Stream.concat(
                            lease.past().files().stream(),
                            lease.lookups().stream().map(Lease.Lookup::file))
                    .map(Instance::quoted)
                    .collect(Collectors.joining(", "));
            statement.execute("set allowed_paths = [" + files + "]");
            statement.execute("set enable_external_access = false");
            statement.execute("set memory_limit = '" + memoryBytesMax + "B'");
            statement.execute("set lock_configuration = true");
        }
    }

    /** A view of a lookup table, which is read where a statement names it. */
    private static String lookup(Lease.Lookup lookup) {
        String columns = lookup.columns().stream()
                .map(column -> quoted(column.name()) + ": " + quoted(sql(column.type())))
                .collect(Collectors.joining(", "));
        return "create view lookup.\"" + lookup.name() + "\" as select * from read_csv(" + quoted(lookup.file())
                + ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
                + " allow_quoted_nulls = false, columns = {" + columns + "})";
    }

    /** Numbers of a lookup table are as exact as they are. */
    private static String sql(Lease.Type type) {
        return type == Lease.Type.NUMBER ? "DECIMAL(38,18)" : type.sql();
    }

    private static String events(Lease lease) {
        String passive = lease.passive().stream().sorted().map(Instance::quoted).collect(Collectors.joining(", "));
        StringBuilder typed = new StringBuilder();
        Set<String> taken = new HashSet<>();
        for (Lease.TypedProperty property : lease.properties()) {
            int dot = property.path().indexOf('.');
            String part = dot < 0 ? "" : property.path().substring(0, dot);
            String column = property.path().replaceAll("[^\\p{L}\\p{N}]", "_");
            boolean isColumn = part.equals("properties") || part.equals("context");
            if (isColumn && taken.add(column.toLowerCase(Locale.ROOT))) {
                String text = "json_extract_string(e." + part + ", "
                        + quoted(pointer(property.path().substring(dot))) + ")";
                typed.append(",\n    ")
                        .append(
                                property.type() == Lease.Type.TEXT
                                        ? text
                                        : "try_cast(" + text + " as "
                                                + property.type().sql() + ")")
                        .append(" as \"")
                        .append(column)
                        .append('"');
            }
        }
        return EVENTS.replace("${passive}", passive.isEmpty() ? "''" : passive).replace("${typed}", typed);
    }

    /** A JSON pointer to what lies under {@code .a.b}. */
    private static String pointer(String path) {
        return path.replace("~", "~0").replace("/", "~1").replace('.', '/');
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
