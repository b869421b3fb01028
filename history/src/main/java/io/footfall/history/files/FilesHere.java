package io.footfall.history.files;

import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.LogReader;
import io.footfall.history.EmptyDatabase;
import io.footfall.history.sql.EventDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes and reads files in this process, and loads DuckDB into it. */
public final class FilesHere implements FilesWork {
    /** How many quarantined items of one stretch are kept, the newest; one has at most 32 KiB. */
    static final int QUARANTINED_MAX = 10_000;

    private static final String MEMORY = "set memory_limit = '1GB'; ";

    /** One thread reads the log; with a second for the rest, sealing took more of the processors and no less time. */
    private static final String WRITING = MEMORY + "set threads = 1";

    private static final String READING = MEMORY + "set threads = 2";

    private static final String NEW_IDENTITIES = """
            select coalesce(user_id, anonymous_id) as id, user_id is null as anonymous from read_parquet([${files}])
            """;

    private static final String NEWEST = "select max(epoch_ms(timestamp)) from read_parquet([${file}])";

    private static final String IDENTITY_ROWS = """
            with known as (
                ${known}
                union
                select id, anonymous from joined
            )
            select
                k.id,
                k.anonymous,
                coalesce(j.customer, k.id) as customer,
                coalesce(j.customer_anonymous, k.anonymous) as customer_anonymous
            from known as k
            left join joined as j on j.id = k.id and j.anonymous = k.anonymous
            order by k.anonymous, k.id
            """;

    private static final String QUARANTINE = """
            create table quarantined (number bigint, reason varchar, source varchar, received_at timestamp, bytes blob)
            """;

    private static final String QUARANTINED_ROWS = """
            select number, reason, source, timezone('UTC', received_at) as received_at, bytes
            from quarantined
            order by number
            """;

    @Override
    public SealedStretch seal(SealOrder order, boolean givesWay) throws IOException {
        Path folder = order.data().resolve(History.FOLDER);
        Told told = read(order);
        try (EventDatabase database = EventDatabase.open(order.data(), order.from(), order.to(), order.dropped())) {
            Connection connection = database.connection();
            try (Statement statement = connection.createStatement()) {
                statement.execute(WRITING);
            }
            ParquetFile.sortIn(folder, connection);
            List<SealedFile> events = writeEvents(connection, folder, order, told.events);
            List<SealedFile> quarantined = writeQuarantined(connection, folder, order, told);
            Set<String> letGo = allBefore(connection, folder, order);
            writeIdentities(connection, folder, order, events, letGo);
            ParquetFile.force(folder);
            return new SealedStretch(events, quarantined, told.quarantinedCount, told.controls, told.damage, letGo);
        } catch (SQLException e) {
            throw new IOException("the files in " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public SealedFile compact(Path folder, List<SealedFile> parts) throws IOException {
        try (Connection connection = EmptyDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(WRITING);
            ParquetFile.sortIn(folder, connection);
            return Compaction.write(connection, folder, parts);
        } catch (SQLException e) {
            throw new IOException("files in " + folder + " cannot be put together: " + e.getMessage(), e);
        }
    }

    @Override
    public SealedEvents read(Path folder, Manifest manifest) {
        return new SealedReader(folder, manifest, () -> manifest);
    }

    @Override
    public void restSealing() {
        // Nothing is kept.
    }

    @Override
    public void restCompacting() {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // What is under way is so on the caller's thread.
    }

    /** What a stretch of the log holds beside what the file of events will. */
    private static final class Told {
        private long events;
        private long quarantinedCount;
        private final Deque<QuarantinedItem> newestQuarantined = new ArrayDeque<>();
        private final List<byte[]> controls = new ArrayList<>();
        private List<Damage> damage = List.of();
    }

    private static Told read(SealOrder order) {
        Told told = new Told();
        try (LogReader log = LogReader.open(order.data(), order.from(), order.to())) {
            while (log.hasNext()) {
                Committed committed = log.next();
                for (int i = 0; i < committed.events().size(); i++) {
                    told.events += order.dropped().contains(committed.firstSequence() + i) ? 0 : 1;
                }
                told.controls.addAll(committed.controls());
                for (QuarantinedItem item : committed.quarantined()) {
                    told.quarantinedCount++;
                    told.newestQuarantined.add(item);
                    if (told.newestQuarantined.size() > QUARANTINED_MAX) {
                        told.newestQuarantined.remove();
                    }
                }
            }
            told.damage = log.damage();
        }
        return told;
    }

    private static List<SealedFile> writeEvents(Connection connection, Path folder, SealOrder order, long expected)
            throws SQLException, IOException {
        if (expected == 0) {
            return List.of();
        }
        long first = order.from().sequence() + 1;
        long last = order.to().sequence();
        String name = name(History.EVENTS, first, last);
        long written = ParquetFile.write(connection, HistoryFiles.EVENT_ROWS, folder, name);
        if (written != expected) {
            throw new IOException(name + " has " + written + " rows, and the log " + expected + " events");
        }
        return List.of(SealedFile.measure(folder, name, first, last, written));
    }

    private static List<SealedFile> writeQuarantined(Connection connection, Path folder, SealOrder order, Told told)
            throws SQLException, IOException {
        if (told.newestQuarantined.isEmpty()) {
            return List.of();
        }
        long last = order.quarantinedBefore() + told.quarantinedCount;
        long first = last - told.newestQuarantined.size() + 1;
        try (Statement statement = connection.createStatement()) {
            statement.execute(QUARANTINE);
        }
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("quarantined")) {
            long number = first;
            for (QuarantinedItem item : told.newestQuarantined) {
                appender.beginRow();
                appender.append(number++);
                appender.append(item.reason());
                appender.append(item.source());
                appender.appendEpochMicros(item.receivedAt() * 1_000);
                appender.append(item.bytes());
                appender.endRow();
            }
        }
        String name = name(History.QUARANTINED, first, last);
        long written = ParquetFile.write(connection, QUARANTINED_ROWS, folder, name);
        return List.of(SealedFile.measure(
                folder, name, order.from().sequence() + 1, order.to().sequence(), written));
    }

    /** The earlier files in which all happened before what is kept; one that cannot be read is not let go of. */
    private static Set<String> allBefore(Connection connection, Path folder, SealOrder order) throws SQLException {
        Set<String> before = new HashSet<>();
        if (order.letGoBefore() == 0) {
            return before;
        }
        try (Statement statement = connection.createStatement()) {
            for (String name : order.earlier()) {
                String newest = NEWEST.replace("${file}", files(folder, List.of(name)));
                try (ResultSet found = statement.executeQuery(newest)) {
                    if (found.next() && found.getLong(1) < order.letGoBefore()) {
                        before.add(name);
                    }
                } catch (SQLException ignored) {
                    // It is damaged, which is told of where it is read.
                }
            }
        }
        return before;
    }

    /** From the former file and the new events; from all events, if there is none that can be read, or some were let go of. */
    private static void writeIdentities(
            Connection connection, Path folder, SealOrder order, List<SealedFile> events, Set<String> letGo)
            throws SQLException, IOException {
        HistoryFiles.fillJoined(connection, order.joined());
        List<String> all = new ArrayList<>(order.earlier());
        all.removeAll(letGo);
        events.forEach(file -> all.add(file.name()));
        if (all.isEmpty()) {
            return;
        }
        Path former = folder.resolve(HistoryFiles.IDENTITIES);
        if (!order.earlier().isEmpty() && letGo.isEmpty() && Files.exists(former)) {
            String known = "select id, anonymous from read_parquet(" + ParquetFile.quoted(former.toString()) + ")"
                    + (events.isEmpty()
                            ? ""
                            : " union " + newIdentities(folder, all.subList(all.size() - 1, all.size())));
            try {
                ParquetFile.write(
                        connection, IDENTITY_ROWS.replace("${known}", known), folder, HistoryFiles.IDENTITIES);
                return;
            } catch (SQLException ignored) {
                // It can be made again from what it was made from.
            }
        }
        String known = newIdentities(folder, all);
        ParquetFile.write(connection, IDENTITY_ROWS.replace("${known}", known), folder, HistoryFiles.IDENTITIES);
    }

    private static String newIdentities(Path folder, List<String> names) {
        return NEW_IDENTITIES.replace("${files}", files(folder, names));
    }

    static String files(Path folder, List<String> names) {
        return names.stream()
                .map(name -> ParquetFile.quoted(folder.resolve(name).toString()))
                .collect(Collectors.joining(", "));
    }

    static String name(String prefix, long first, long last) {
        return String.format(Locale.ROOT, "%s%020d-%020d.parquet", prefix, first, last);
    }

    /** Opens a database that is to read files, one at a time. */
    static Connection open() throws SQLException {
        Connection connection = EmptyDatabase.connectStreaming();
        try (Statement statement = connection.createStatement()) {
            statement.execute(READING);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
