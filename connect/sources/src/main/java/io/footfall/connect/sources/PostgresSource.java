package io.footfall.connect.sources;

import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.Outcome;
import io.footfall.connect.files.TableItems;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table or query of PostgreSQL, read in the order of one column.
 *
 * <h2>Rows that become visible late</h2>
 *
 * <p>A transaction that began earlier may commit later, and its rows then stand before ones that were read already. So
 * everything beyond a <em>settled</em> value is read again in each sweep, and what was delivered is passed over. The value
 * settles when all transactions that were running at the beginning of one sweep have ended at the beginning of the next:
 * what the first sweep saw as the largest value can then get no more rows before it. The log keeps the settled value, so
 * that after a start the rows beyond it are delivered again; they have their ids, and count once.
 */
final class PostgresSource implements Source {
    private static final int PAGE_ROWS = 2_000;

    /** The most rows of a sweep. Past it the sweep ends, and the next ones go on once its values have settled. */
    private static final int SWEEP_ROWS_MAX = 1_000_000;

    private static final Set<String> CURSOR_TYPES =
            Set.of("int2", "int4", "int8", "serial", "bigserial", "numeric", "timestamp", "timestamptz", "date");
    private static final String CURSOR = "footfall_cursor";

    private final SourceConfig.Postgres config;
    private final Clock clock;
    private @Nullable Connection connection;
    private @Nullable TableItems items;
    private String cursorType = "";
    private String settled;
    private Set<Long> delivered = new HashSet<>();
    private Snapshot last = Snapshot.NONE;
    private @Nullable Sweep sweep;
    private long nextSweepAt;

    PostgresSource(SourceConfig.Postgres config, Map<String, String> positions, Clock clock) {
        this.config = config;
        this.clock = clock;
        String position = positions.getOrDefault("", "");
        this.settled = position.startsWith("1 ") ? position.substring(2) : "";
    }

    /**
     * What is visible at one moment.
     *
     * @param running the oldest transaction that runs
     * @param next the first transaction that has not begun
     * @param largest the largest value of the cursor; empty if there is none
     */
    private record Snapshot(long running, long next, String largest) {
        private static final Snapshot NONE = new Snapshot(0, Long.MAX_VALUE, "");

        boolean isTaken() {
            return next < Long.MAX_VALUE;
        }
    }

    /** One reading of everything beyond the settled value. */
    private static final class Sweep {
        private final Snapshot begin;
        private final Set<Long> seen = new HashSet<>();
        private String at;

        private Sweep(Snapshot begin, String at) {
            this.begin = begin;
            this.at = at;
        }
    }

    private record Page(List<Outcome> fresh, int rows) {}

    @Override
    public boolean step(Delivery delivery) throws IOException, InterruptedException {
        if (sweep == null && clock.millis() < nextSweepAt) {
            return false;
        }
        try {
            Connection open = connection();
            Sweep running = sweep;
            if (running == null) {
                running = new Sweep(snapshot(open), settled);
                sweep = running;
            }
            Page page = read(open, running);
            open.commit();
            deliver(page.fresh(), delivery);
            if (page.rows() < PAGE_ROWS || running.seen.size() >= SWEEP_ROWS_MAX) {
                end(running, page.rows() < PAGE_ROWS, delivery);
            }
            delivery.status().reads(page.rows() >= PAGE_ROWS, clock.millis());
            return !page.fresh().isEmpty() || page.rows() >= PAGE_ROWS;
        } catch (SQLException e) {
            close();
            throw config.login().unreadable(e);
        } catch (MappingException e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
    }

    private void deliver(List<Outcome> fresh, Delivery delivery) throws InterruptedException {
        for (int from = 0; from < fresh.size(); from += Delivery.ROWS_MAX) {
            int to = Math.min(fresh.size(), from + Delivery.ROWS_MAX);
            delivery.deliver(fresh.subList(from, to), "", "1 " + settled);
        }
    }

    private void end(Sweep ended, boolean isWhole, Delivery delivery) throws InterruptedException {
        boolean hasSettled = ended.begin.running() >= last.next();
        if (hasSettled && !last.largest().isEmpty() && !last.largest().equals(settled)) {
            settled = last.largest();
            delivery.deliver(List.of(), "", "1 " + settled);
        }
        String largest = isWhole ? ended.begin.largest() : ended.at;
        if (hasSettled || !last.isTaken()) {
            last = new Snapshot(ended.begin.running(), ended.begin.next(), largest);
        }
        delivered = ended.seen;
        sweep = null;
        nextSweepAt = clock.millis() + config.every().toMillis();
    }

    private Connection connection() throws SQLException, MappingException {
        Connection open = connection;
        if (open == null) {
            open = config.login().connect(config.name());
            connection = open;
            open.setAutoCommit(false);
            open.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            open.setReadOnly(true);
            describe(open);
        }
        return open;
    }

    private void describe(Connection open) throws SQLException, MappingException {
        try (Statement statement = open.createStatement()) {
            try (ResultSet none = statement.executeQuery("select * from " + rows() + " limit 0")) {
                ResultSetMetaData columns = none.getMetaData();
                List<String> names = new ArrayList<>();
                cursorType = "";
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    names.add(columns.getColumnName(column));
                    if (columns.getColumnName(column).equals(config.cursor())) {
                        cursorType = columns.getColumnTypeName(column);
                    }
                }
                if (!CURSOR_TYPES.contains(cursorType)) {
                    throw new SQLException("the cursor " + config.cursor() + " is "
                            + (cursorType.isEmpty() ? "no column of it" : "of type " + cursorType)
                            + ", expected a column of whole numbers or times that only grows");
                }
                items = new TableItems(config.mapping(), names, config.name());
            }
        }
        open.commit();
    }

    private Snapshot snapshot(Connection open) throws SQLException {
        String sql = "select txid_snapshot_xmin(now_visible), txid_snapshot_xmax(now_visible), (select max(" + cursor()
                + ")::text from " + rows() + ") from txid_current_snapshot() as now_visible";
        try (Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            boolean unused = result.next();
            String largest = result.getString(3);
            return new Snapshot(result.getLong(1), result.getLong(2), largest == null ? "" : largest);
        }
    }

    /** Reads the rows that follow; those with the cursor of the last one too. */
    private Page read(Connection open, Sweep running) throws SQLException, IOException, InterruptedException {
        String beyond = running.at.isEmpty()
                ? " where " + cursor() + " is not null"
                : " where " + cursor() + " > cast(? as " + cursorType.replace("serial", "int") + ")";
        String sql = "select " + cursor() + "::text as " + CURSOR + ", * from " + rows() + beyond + " order by "
                + cursor() + " fetch first " + PAGE_ROWS + " rows with ties";
        List<Outcome> fresh = new ArrayList<>();
        int count = 0;
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            if (!running.at.isEmpty()) {
                statement.setString(1, running.at);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    count++;
                    running.at = String.valueOf(result.getString(1));
                    List<String> values = values(result);
                    long key = RowKey.of(values);
                    if (running.seen.add(key) && !delivered.contains(key)) {
                        outcome(values).ifPresent(fresh::add);
                    }
                }
            }
        }
        return new Page(fresh, count);
    }

    private Optional<Outcome> outcome(List<String> values) {
        TableItems made = items;
        if (made == null) {
            throw new IllegalStateException("a table is described before it is read");
        }
        return made.of(values);
    }

    /** The values behind the cursor, as text; times as ISO 8601 has them, empty for null. */
    private static List<String> values(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> values = new ArrayList<>(columns.getColumnCount() - 1);
        for (int column = 2; column <= columns.getColumnCount(); column++) {
            Object value = switch (columns.getColumnTypeName(column)) {
                case "timestamptz" -> {
                    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
                    yield time == null ? null : time.toInstant();
                }
                case "timestamp" -> result.getObject(column, LocalDateTime.class);
                case "bool" -> result.getObject(column, Boolean.class);
                default -> result.getString(column);
            };
            values.add(value == null ? "" : value.toString());
        }
        return values;
    }

    private String rows() {
        return "(" + config.query() + ") as footfall_rows";
    }

    private String cursor() {
        return SourceConfig.Postgres.quoted(config.cursor());
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        sweep = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException ignored) {
                // It was only read.
            }
        }
    }
}
