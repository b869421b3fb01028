package io.footfall.connect.sources;

import io.footfall.connect.files.MappingException;
import io.footfall.connect.files.Outcome;
import io.footfall.connect.files.TableItems;
import io.footfall.connect.sources.PgOutput.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table of PostgreSQL, followed by its logical replication: first the rows that are there, then each change.
 *
 * <h2>Exactly once</h2>
 *
 * <p>The slot that keeps the changes for us is made together with a snapshot of the table, at one place of the database's log:
 * the rows of the snapshot are those of all transactions before it, the changes are those of all behind it. Our log says how far
 * the changes were read, in one append with what was read, and only then the database is told that it may let go of them. After a
 * start it is asked for what is behind our place. Rows that are read again, since a start came in the middle of them or of a large
 * transaction, have ids and count once.
 *
 * <p>A slot that is gone, or that went on without us, is said, and the table is read again from its rows on: what was added meanwhile
 * is there, what was only changed is lost.
 */
final class ChangesSource implements Source {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChangesSource.class);
    private static final int PAGE_ROWS = 2_000;
    private static final int STATUS_SECONDS = 10;
    private static final Duration NOTE = Duration.ofSeconds(STATUS_SECONDS);

    private final SourceConfig.Changes config;
    private final Clock clock;
    private final PgOutput output = new PgOutput();
    private @Nullable ChangesPosition position;
    private @Nullable Connection connection;
    private @Nullable PGReplicationStream stream;
    private PgOutput.@Nullable Relation relation;
    private @Nullable TableItems items;

    // Changes that are not delivered, and where the log goes on behind the last transaction that is whole among them.
    private final List<Outcome> outcomes = new ArrayList<>();
    private int bytes;
    private boolean isInTransaction;
    private LogSequenceNumber whole = LogSequenceNumber.INVALID_LSN;
    private long nextNoteAt;

    ChangesSource(SourceConfig.Changes config, Map<String, String> positions, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.position = ChangesPosition.of(positions.getOrDefault("", "")).orElse(null);
    }

    @Override
    public boolean step(Delivery delivery) throws IOException, InterruptedException {
        try {
            PGReplicationStream open = stream;
            if (open == null) {
                open = begin(delivery);
                stream = open;
            }
            boolean hasMoved = follow(open, delivery);
            delivery.status().reads(hasMoved, clock.millis());
            return hasMoved;
        } catch (SQLException e) {
            close();
            throw config.login().unreadable(e);
        } catch (MappingException e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
    }

    private PGReplicationStream begin(Delivery delivery) throws SQLException, MappingException, InterruptedException {
        Connection replicating = config.login().replicate(config.name());
        connection = replicating;
        try (Connection asking = config.login().connect(config.name())) {
            String database = one(replicating, "IDENTIFY_SYSTEM", 1);
            publish(asking);
            String wrong = whatIsWrong(asking, database);
            if (!wrong.isEmpty()) {
                if (position != null && position.isBegun()) {
                    say(delivery.status(), wrong + "; the rows of its table are read again");
                }
                readRows(asking, replicating, database, delivery);
            }
        }
        LogSequenceNumber from = position == null ? LogSequenceNumber.INVALID_LSN : position.at();
        whole = from;
        isInTransaction = false;
        return replicating
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(config.slot())
                .withStartPosition(from)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", '"' + config.slot() + '"')
                .withStatusInterval(STATUS_SECONDS, TimeUnit.SECONDS)
                .withAutomaticFlush(false)
                .start();
    }

    /** Has the database publish the table under the name of the slot, unless somebody has seen to it already. */
    private void publish(Connection asking) throws SQLException {
        boolean isThere = find(asking, "select 1 from pg_publication where pubname = ?", config.slot())
                .isPresent();
        if (!isThere) {
            try (Statement statement = asking.createStatement()) {
                boolean unused = statement.execute(
                        "create publication \"" + config.slot() + "\" for table " + config.quotedTable());
            }
        }
        String published = "select 1 from pg_publication_tables where pubname = ? and schemaname = ? and tablename = ?";
        if (find(asking, published, config.slot(), config.schema(), config.table())
                .isEmpty()) {
            throw new SQLException("the publication " + config.slot() + " has no table " + config.quotedTable()
                    + "; add it by: alter publication \"" + config.slot() + "\" add table " + config.quotedTable());
        }
    }

    /** Why the changes cannot be followed from where we are; empty if they can. */
    private String whatIsWrong(Connection asking, String database) throws SQLException {
        ChangesPosition known = position;
        String sql = "select coalesce(wal_status, '') || ' ' || coalesce(confirmed_flush_lsn::text, '0/0')"
                + " from pg_replication_slots where slot_name = ? and plugin = 'pgoutput'";
        Optional<String> slot = find(asking, sql, config.slot());
        if (known == null) {
            if (slot.isPresent()) {
                throw new SQLException("there is a slot " + config.slot() + " already, which another engine may follow;"
                        + " name another slot, or drop it by: select pg_drop_replication_slot('" + config.slot()
                        + "')");
            }
            return "nothing was read yet";
        }
        if (!known.database().equals(database)) {
            return "the database is another one";
        }
        if (!known.isBegun()) {
            return "not all rows were read";
        }
        if (slot.isEmpty()) {
            return "the slot " + config.slot() + " is gone, and what was changed since "
                    + known.at().asString() + " is lost";
        }
        String[] status = slot.get().split(" ", -1);
        if (status[0].equals("lost")) {
            return "the database has dropped what the slot " + config.slot() + " kept, and what was changed since "
                    + known.at().asString() + " is lost";
        }
        if (LogSequenceNumber.valueOf(status[1]).compareTo(known.at()) > 0) {
            return "the slot " + config.slot() + " went on to " + status[1] + " without us, and what was changed since "
                    + known.at().asString() + " is lost";
        }
        return "";
    }

    /** Makes the slot, and reads the rows that are there at its beginning. */
    private void readRows(Connection asking, Connection replicating, String database, Delivery delivery)
            throws SQLException, MappingException, InterruptedException {
        // Before the slot is made, so that it is known to be ours.
        move(new ChangesPosition(database, LogSequenceNumber.INVALID_LSN, false), List.of(), delivery);
        String drop = "select pg_drop_replication_slot(slot_name)::text from pg_replication_slots where slot_name = ?";
        Optional<String> unused = find(asking, drop, config.slot());
        String at;
        String snapshot;
        try (Statement making = replicating.createStatement();
                ResultSet made = making.executeQuery(
                        "CREATE_REPLICATION_SLOT \"" + config.slot() + "\" LOGICAL pgoutput EXPORT_SNAPSHOT")) {
            boolean isThere = made.next();
            at = isThere ? made.getString("consistent_point") : "";
            snapshot = isThere ? made.getString("snapshot_name") : "";
        }
        asking.setAutoCommit(false);
        asking.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        asking.setReadOnly(true);
        try (Statement statement = asking.createStatement()) {
            boolean unusedToo = statement.execute("set transaction snapshot '" + snapshot + "'");
            statement.setFetchSize(PAGE_ROWS);
            try (ResultSet rows = statement.executeQuery("select * from " + config.quotedTable())) {
                readRows(rows, new ChangesPosition(database, LogSequenceNumber.INVALID_LSN, false), delivery);
            }
        }
        asking.rollback();
        move(new ChangesPosition(database, LogSequenceNumber.valueOf(at), true), List.of(), delivery);
    }

    private void readRows(ResultSet rows, ChangesPosition before, Delivery delivery)
            throws SQLException, MappingException, InterruptedException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int column = 1; column <= metadata.getColumnCount(); column++) {
            columns.add(metadata.getColumnName(column));
            types.add(metadata.getColumnTypeName(column));
        }
        describe(new PgOutput.Relation(config.schema(), config.table(), columns, types));
        while (rows.next()) {
            List<String> values = new ArrayList<>(columns.size());
            for (int column = 0; column < columns.size(); column++) {
                String text = rows.getString(column + 1);
                values.add(text == null ? "" : PgText.of(types.get(column), text));
            }
            add(values, "insert", "");
            if (isFull()) {
                move(before, outcomes, delivery);
                clear();
            }
        }
        move(before, outcomes, delivery);
        clear();
    }

    private boolean follow(PGReplicationStream open, Delivery delivery)
            throws SQLException, MappingException, InterruptedException {
        boolean hasMoved = false;
        while (!isFull()) {
            ByteBuffer message = open.readPending();
            if (message == null) {
                break;
            }
            hasMoved = true;
            take(output.read(message), open.getLastReceiveLSN());
        }
        ChangesPosition known = position;
        if (!hasMoved && !isInTransaction && open.getLastReceiveLSN().compareTo(whole) > 0) {
            // Others write to the database, so that its log would be kept for us.
            whole = open.getLastReceiveLSN();
        }
        boolean isBehind = known != null && whole.compareTo(known.at()) > 0;
        if (known != null && (!outcomes.isEmpty() || (isBehind && clock.millis() >= nextNoteAt))) {
            move(new ChangesPosition(known.database(), whole, true), outcomes, delivery);
            clear();
            open.setFlushedLSN(whole);
            open.setAppliedLSN(whole);
            nextNoteAt = clock.millis() + NOTE.toMillis();
        }
        return hasMoved;
    }

    private void take(Message message, LogSequenceNumber at) throws MappingException {
        switch (message) {
            case Message.Begin begin -> isInTransaction = true;
            case Message.Changed(PgOutput.Relation of, boolean isUpdate, List<String> values) -> {
                boolean isOurs =
                        of.schema().equals(config.schema()) && of.table().equals(config.table());
                if (isOurs && (!isUpdate || config.withUpdates())) {
                    describe(of);
                    add(values, isUpdate ? "update" : "insert", isUpdate ? "@" + at.asString() : "");
                }
            }
            case Message.Commit(long end) -> {
                isInTransaction = false;
                whole = LogSequenceNumber.valueOf(end);
            }
            case Message.Other other -> {}
        }
    }

    private void describe(PgOutput.Relation now) throws MappingException {
        if (!now.equals(relation)) {
            List<String> columns = new ArrayList<>(now.columns());
            columns.add("$operation");
            items = new TableItems(config.mapping(), columns, config.name());
            relation = now;
        }
    }

    private void add(List<String> values, String operation, String mark) {
        TableItems made = items;
        if (made == null) {
            throw new IllegalStateException("a table is described before it is read");
        }
        List<String> all = new ArrayList<>(values);
        all.add(operation);
        made.of(all, mark).ifPresent(outcomes::add);
        bytes += all.stream().mapToInt(String::length).sum();
    }

    private boolean isFull() {
        return outcomes.size() >= Delivery.ROWS_MAX || bytes >= Delivery.BYTES_MAX / 2;
    }

    private void clear() {
        outcomes.clear();
        bytes = 0;
    }

    private void move(ChangesPosition to, List<Outcome> read, Delivery delivery) throws InterruptedException {
        delivery.deliver(List.copyOf(read), "", to.text());
        position = to;
    }

    private static String one(Connection open, String sql, int column) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(column)) : "";
        }
    }

    private static Optional<String> find(Connection open, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(String.valueOf(result.getString(1))) : Optional.empty();
            }
        }
    }

    private void say(SourceStatus status, String words) {
        status.notices(words, clock.millis());
        LOGGER.atWarn()
                .setMessage("changes of a table cannot be followed on")
                .addKeyValue("source", status.name())
                .addKeyValue("why", words)
                .log();
    }

    @Override
    public void close() {
        PGReplicationStream following = stream;
        Connection open = connection;
        stream = null;
        connection = null;
        clear();
        try {
            if (following != null) {
                following.close();
            }
            if (open != null) {
                open.close();
            }
        } catch (SQLException ignored) {
            // It was only read.
        }
    }
}
