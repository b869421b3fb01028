package io.footfall.bench.questions;

import io.footfall.bench.Benchmark;
import io.footfall.bench.Desk;
import io.footfall.bench.Report;
import io.footfall.bench.Setting;
import io.footfall.bench.Settings;
import io.footfall.bench.WrongResultException;
import io.footfall.catalog.ControlRecord;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.HeldLease;
import io.footfall.event.Event;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.files.SealedFile;
import io.footfall.history.sql.SqlConfig;
import io.footfall.history.sql.SqlDesk;
import io.footfall.history.sql.SqlFormat;
import io.footfall.history.sql.SqlResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** How long statements over sealed events take, beside DuckDB on the same files, and how long an engine takes to start on them. */
public final class SqlBenchmark implements Benchmark {
    private static final int BATCH = 1_000;
    private static final long SEED = 7;
    private static final int ROWS_MAX = 1_000_000;
    private static final int RESULT_BYTES_MAX = 500_000_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long LOOK_NANOS = 100_000_000;

    /** What a quick start is made from; a start on the files does without. */
    private static final String SNAPSHOT = "snapshot";

    /** A statement over the view, and what DuckDB is asked over the files. */
    private record Asked(String name, String ours, String plain) {}

    private static final List<Asked> ALL = List.of(
            new Asked("count", "select count(*) from events", "select count(*) from ${files}"),
            new Asked(
                    "count by event",
                    "select event, count(*) as n from events group by event order by n, event",
                    "select event, count(*) as n from ${files} group by event order by n, event"),
            new Asked(
                    "count by hour",
                    "select cast(epoch(date_trunc('hour', timestamp)) as bigint) as hour, count(*) from events group by hour order by hour",
                    "select cast(epoch(date_trunc('hour', timestamp)) as bigint) as hour, count(*) from ${files} group by hour order by hour"),
            new Asked(
                    "top products",
                    "select properties ->> '$.product' as product, count(*) as n from events"
                            + " where event = 'Order Completed' group by product order by n desc, product limit 10",
                    "select properties ->> '$.product' as product, count(*) as n from ${files}"
                            + " where event = 'Order Completed' group by product order by n desc, product limit 10"),
            new Asked(
                    "sum of a property",
                    "select sum(cast(properties ->> '$.revenue' as decimal(18, 2))) from events",
                    "select sum(cast(properties ->> '$.revenue' as decimal(18, 2))) from ${files}"),
            new Asked(
                    "customers by day",
                    "select date_trunc('day', timestamp) as day, count(distinct customer) from events group by day order by day",
                    "select date_trunc('day', timezone('UTC', timestamp)) as day, count(distinct user_id) from ${files}"
                            + " group by day order by day"),
            new Asked(
                    "one customer",
                    "select count(*), max(sequence) from events where user_id = 'customer-77'",
                    "select count(*), max(sequence) from ${files} where user_id = 'customer-77'"));

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String title() {
        return "SQL over sealed events, beside DuckDB on the same files, and a start on them";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("events", 5_000_000, "how many events there are, about"),
                new Setting("customers", 250_000, "how many customers do them"),
                new Setting("runs", 5, "how often each statement is run"));
    }

    @Override
    public Report run(Settings settings, Desk desk) throws IOException {
        Path folder = desk.folder("data");
        try (Host host = Host.on(folder, HistoryConfig.DEFAULTS)) {
            host.fill(settings.number("events"), settings.number("customers"));
        }
        desk.say("filled; sealing the rest");
        Report report = new Report();
        try (Host host = Host.on(folder, HistoryConfig.DEFAULTS.withSealBytes(1))) {
            while (!host.log.closedSegments().isEmpty()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            List<SealedFile> files = host.history.manifest().events();
            long events = files.stream().mapToLong(SealedFile::rows).sum();
            long bytes = files.stream().mapToLong(SealedFile::bytes).sum();
            report.say(Report.whole(events) + " events of five properties in " + files.size() + " files, "
                    + Report.decimal((double) bytes / events, 1) + " bytes each. Milliseconds, medians of "
                    + settings.number("runs")
                    + "; both answers are equal. *Footfall* is a statement from its asking to its CSV: the lease, a fresh locked"
                    + " database in the child, the view.");
            report.table(
                    List.of("statement", "Footfall", "DuckDB"),
                    statements(host, folder, settings.number("runs"), desk));
            desk.say("storing them elsewhere");
            report.say(
                    "What an event takes on the disk. Plain Parquet is in order of arrival, as DuckDB writes it; ClickHouse (`chdb`)"
                            + " has a table in order of customer and time.");
            report.table(
                    List.of("form", "bytes an event"),
                    Elsewhere.disk(host.files(folder), events, bytes, desk.folder("elsewhere")));
            desk.say("reading a result with pandas");
            long rows = Math.min(ROWS_MAX, events);
            report.say(
                    "A result of " + Report.whole(rows)
                            + " rows and six columns, made by a statement and read into a frame of pandas, whose values are equal.");
            report.table(
                    List.of("result", "MB", "made, ms", "read by pandas, ms"),
                    frames(host, folder, rows, settings.number("runs"), desk.folder("frames")));
        }
        desk.say("starting on the files");
        Files.deleteIfExists(folder.resolve(SNAPSHOT));
        long began = System.nanoTime();
        try (Host host = Host.starting(folder, HistoryConfig.DEFAULTS)) {
            host.appendOne();
            double accepting = (System.nanoTime() - began) / 1e9;
            host.engine.replayed().join();
            double answering = (System.nanoTime() - began) / 1e9;
            report.say("A start on these files, read as the truth: the first event is safe after "
                    + Report.decimal(accepting, 2) + " s, everything is answered after " + Report.decimal(answering, 1)
                    + " s.");
        }
        return report;
    }

    private static List<List<String>> statements(Host host, Path folder, int runs, Desk desk) {
        List<List<String>> rows = new ArrayList<>();
        try (SqlDesk sql = new SqlDesk(SqlConfig.DEFAULTS, folder);
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 2");
            String files =
                    host.files(folder).stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
            for (Asked asked : ALL) {
                desk.say("running: " + asked.name());
                String plain = asked.plain().replace("${files}", "read_parquet([" + files + "])");
                double[] ours = new double[runs];
                double[] theirs = new double[runs];
                for (int i = -1; i < runs; i++) {
                    long began = System.nanoTime();
                    String answer = host.run(sql, asked.ours());
                    long between = System.nanoTime();
                    String expected = plain(statement, plain);
                    if (i >= 0) {
                        ours[i] = (between - began) / 1e6;
                        theirs[i] = (System.nanoTime() - between) / 1e6;
                    }
                    if (!answer.equals(expected)) {
                        throw new WrongResultException(asked.name() + " is " + answer + ", and of DuckDB " + expected);
                    }
                }
                rows.add(List.of(
                        asked.name(), Report.decimal(Peer.median(ours), 0), Report.decimal(Peer.median(theirs), 0)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB failed", e);
        }
    }

    private static List<List<String>> frames(Host host, Path data, long rows, int runs, Path folder)
            throws IOException {
        SqlConfig config = SqlConfig.DEFAULTS.withResultMax(ROWS_MAX, RESULT_BYTES_MAX);
        try (SqlDesk sql = new SqlDesk(config, data)) {
            return Elsewhere.frames(format -> host.body(sql, Elsewhere.ROWS + rows, format), runs, folder);
        }
    }

    private static String plain(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    // A day is written with a T by us, and with a blank by DuckDB.
                    cells.add(result.getString(i).replace(" 00:00:00.0", "").replace(" 00:00:00", ""));
                }
                lines.add(String.join(",", cells));
            }
        }
        return String.join("\n", lines);
    }

    /** An engine in this process, with its log and its history. */
    private record Host(History history, EventLog log, Engine engine) implements AutoCloseable {
        static Host on(Path folder, HistoryConfig config) {
            Host host = starting(folder, config);
            host.engine.replayed().join();
            return host;
        }

        static Host starting(Path folder, HistoryConfig config) {
            Clock clock = Clock.systemUTC();
            History history = new History(config, folder, new FilesProcess(), ControlRecord::compacted);
            EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock, System::nanoTime, history::open);
            Engine engine = new Engine(EngineConfig.DEFAULTS, log, history, clock, SEED, System::nanoTime);
            engine.start();
            return new Host(history, log, engine);
        }

        void fill(long events, int customers) {
            ShopEvents made = new ShopEvents("then");
            List<Event> batch = new ArrayList<>(BATCH);
            long start = Math.floorDiv(System.currentTimeMillis(), DAY_MILLIS) * DAY_MILLIS - 31 * DAY_MILLIS;
            new Shop(events, customers, start, SEED).forEach(did -> {
                batch.add(made.of(did));
                if (batch.size() == BATCH) {
                    append(batch);
                    batch.clear();
                }
                return true;
            });
            append(batch);
            engine.after(log.lastSequence()).join();
        }

        void append(List<Event> batch) {
            long last = log.append(Append.ofEvents(List.copyOf(batch))).join().lastSequence();
            if (engine.replayed().isDone()) {
                // Not too far ahead of the engine.
                engine.after(last - 50L * BATCH).join();
            }
        }

        /** Appends the first thing that is done in a shop of one customer. */
        void appendOne() {
            ShopEvents made = new ShopEvents("late");
            new Shop(1, 1, System.currentTimeMillis() - DAY_MILLIS, SEED).forEach(did -> {
                append(List.of(made.of(did)));
                return false;
            });
        }

        List<Path> files(Path folder) {
            return history.manifest().events().stream()
                    .map(file -> folder.resolve(History.FOLDER).resolve(file.name()))
                    .toList();
        }

        /** A result as CSV without its names. */
        String run(SqlDesk sql, String statement) {
            return new String(body(sql, statement, SqlFormat.CSV), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .collect(Collectors.joining("\n"))
                    .replace("T00:00:00", "");
        }

        byte[] body(SqlDesk sql, String statement, SqlFormat format) {
            try (HeldLease held = engine.lease().join()) {
                SqlResult result = sql.run(statement, held.lease(), format).join();
                if (result instanceof SqlResult.Rows rows) {
                    return rows.body();
                }
                throw new WrongResultException(statement + " was refused: " + result);
            }
        }

        @Override
        public void close() {
            engine.close();
            log.close();
        }
    }
}
