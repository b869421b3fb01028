package io.footfall.history.sql;

import io.footfall.event.IdentityKey;
import io.footfall.eventlog.LogReader;
import io.footfall.eventlog.LogStart;
import io.footfall.history.EmptyDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A database in memory that sees the events of a lease: {@code footfall_events} has a row of each, those of the files first. It is
 * open: what runs in it may do anything.
 */
public final class EventDatabase implements AutoCloseable {
    /** The columns of an event that are texts, as they lie in files and in the log alike. */
    public static final String TEXTS =
            "type, event, source, message_id, user_id, anonymous_id, previous_id, properties,"
                    + " context, traits, rest, sent_order";

    private static final String KEPT = "footfall_log_kept";

    private static final String VIEW = """
            create or replace view footfall_events as
            ${sealed}
            select
                sequence,
                make_timestamp(timestamp_millis * 1000) as timestamp,
                make_timestamp(received_millis * 1000) as received_at,
                ${texts},
                customer,
                anonymous
            from ${log}
            """;

    private static final String SEALED = """
            select
                sequence,
                make_timestamp(epoch_us(timestamp)) as timestamp,
                make_timestamp(epoch_us(received_at)) as received_at,
                ${texts},
                footfall_customer(user_id, anonymous_id) as customer,
                footfall_anonymous(user_id, anonymous_id) as anonymous
            from read_parquet([${files}])${seen}
            union all
            """;

    private final Connection connection;
    private final LogTable log;
    private final Lease lease;

    private EventDatabase(Connection connection, LogTable log, Lease lease) {
        this.connection = connection;
        this.log = log;
        this.lease = lease;
    }

    /** Opens one over a data folder, which it only reads. Loads DuckDB into this process. */
    public static EventDatabase open(Path data, Lease lease) throws SQLException {
        Map<IdentityKey, IdentityKey> called = new HashMap<>(lease.joined().size() * 2);
        lease.joined().forEach(each -> called.put(each.identity(), each.customer()));
        return open(data, lease, called);
    }

    /** The same, with those who are {@linkplain Lease#joined called by another id} in a map. */
    static EventDatabase open(Path data, Lease lease, Map<IdentityKey, IdentityKey> called) throws SQLException {
        return open(EmptyDatabase.connect(), data, lease, called);
    }

    /**
     * The same in a database that has nothing yet.
     *
     * @param connection to it, which is closed with it, or if it cannot be opened
     */
    static EventDatabase open(Connection connection, Path data, Lease lease, Map<IdentityKey, IdentityKey> called)
            throws SQLException {
        return open(connection, () -> LogReader.open(data, lease.past().logStart(), lease.sequence()), lease, called);
    }

    /**
     * Opens one over closed segments of the log alone.
     *
     * @param dropped the sequences that they have and no timeline
     */
    public static EventDatabase open(Path data, LogStart from, LogStart to, SequenceRanges dropped)
            throws SQLException {
        Lease all = new Lease(to.sequence(), Long.MAX_VALUE, dropped, List.of(), List.of(), Set.of());
        return open(EmptyDatabase.connect(), () -> LogReader.open(data, from, to), all, Map.of());
    }

    private static EventDatabase open(
            Connection connection, Supplier<LogReader> log, Lease lease, Map<IdentityKey, IdentityKey> called)
            throws SQLException {
        try {
            LogTable table = LogTable.register(connection, log, lease, called);
            CustomerFunction.register(connection, called);
            try (Statement statement = connection.createStatement()) {
                statement.execute(view(lease, LogTable.NAME + "()"));
            }
            return new EventDatabase(connection, table, lease);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Reads the log now, and not again. */
    public void keepLog() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + KEPT + " as from " + LogTable.NAME + "()");
            statement.execute(view(lease, KEPT));
        }
    }

    private static String view(Lease lease, String logRows) {
        return VIEW.replace("${sealed}", sealed(lease))
                .replace("${texts}", TEXTS)
                .replace("${log}", logRows);
    }

    private static String sealed(Lease lease) {
        if (lease.past().files().isEmpty()) {
            return "";
        }
        String files = lease.past().files().stream().map(EventDatabase::quoted).collect(Collectors.joining(", "));
        boolean isNewer = lease.past().logStart().sequence() > lease.sequence();
        List<String> seen = new ArrayList<>();
        // Where nothing lies beyond a bound it is not looked at, so that rows are counted without being read.
        if (lease.fromMillis() > 0) {
            seen.add("epoch_us(timestamp) >= " + lease.fromMillis() * 1_000);
        }
        if (lease.hasLater()) {
            seen.add("epoch_us(timestamp) < " + Math.min(lease.endMillis(), Long.MAX_VALUE / 1_000) * 1_000);
        }
        if (isNewer) {
            seen.add("sequence <= " + lease.sequence());
        }
        return SEALED.replace("${files}", files)
                .replace("${seen}", seen.isEmpty() ? "" : " where " + String.join(" and ", seen));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
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
