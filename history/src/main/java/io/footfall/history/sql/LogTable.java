package io.footfall.history.sql;

import io.footfall.event.Event;
import io.footfall.event.IdentityKey;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.LogReader;
import io.footfall.wire.DocumentParts;
import io.footfall.wire.DocumentSplitter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The log as a table: the rows of {@code footfall_log()} are the events of a lease, in the order of the log.
 *
 * <p>Only the columns that a statement reads are made.
 */
final class LogTable implements DuckDBTableFunction<LogTable, LogTable.Cursor, LogTable>, AutoCloseable {
    static final String NAME = "footfall_log";

    /** What the documents of the rows that are made at once have together, or one event more. */
    private static final int CHUNK_BYTES = 8 << 20;

    /** The columns, in order. */
    private static final List<Column> COLUMNS = List.of(
            new Column("sequence", new Filling.Wholes(Row::sequence)),
            new Column("timestamp_millis", new Filling.Wholes(row -> row.event.timestamp())),
            new Column("received_millis", new Filling.Wholes(row -> row.event.receivedAt())),
            new Column("type", new Filling.Texts(row -> row.event.type().word())),
            new Column("event", new Filling.Texts(row -> row.event.name())),
            new Column("source", new Filling.Texts(row -> row.event.source())),
            new Column("message_id", new Filling.Texts(row -> row.event.messageId())),
            new Column("user_id", new Filling.Texts(row -> row.event.userId())),
            new Column("anonymous_id", new Filling.Texts(row -> row.event.anonymousId())),
            new Column("previous_id", new Filling.Texts(row -> row.event.previousId())),
            new Column("customer", new Filling.Texts(row -> row.customer.id())),
            new Column("anonymous", new Filling.Flags(row -> !row.customer.isUser())),
            Column.ofDocument("properties", DocumentParts::properties),
            Column.ofDocument("context", DocumentParts::context),
            Column.ofDocument("traits", DocumentParts::traits),
            Column.ofDocument("rest", DocumentParts::rest),
            Column.ofDocument("sent_order", DocumentParts::order));

    private final Supplier<LogReader> log;
    private final Lease lease;
    private final Map<IdentityKey, IdentityKey> called;
    private final Queue<LogReader> opened = new ConcurrentLinkedQueue<>();

    private LogTable(Supplier<LogReader> log, Lease lease, Map<IdentityKey, IdentityKey> called) {
        this.log = log;
        this.lease = lease;
        this.called = called;
    }

    /** Makes the table known to a connection. */
    static LogTable register(
            Connection connection, Supplier<LogReader> log, Lease lease, Map<IdentityKey, IdentityKey> called)
            throws SQLException {
        LogTable table = new LogTable(log, lease, called);
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME).withProjectionPushdown().withFunction(table).register(connection);
        }
        return table;
    }

    /** Closes what statements have opened and not read to its end. */
    @Override
    public void close() {
        opened.forEach(LogReader::close);
    }

    /**
     * A column.
     *
     * @param isOfDocument whether it is of the event's document
     */
    private record Column(String name, boolean isOfDocument, Filling filling) {
        Column(String name, Filling filling) {
            this(name, false, filling);
        }

        static Column ofDocument(String name, Function<DocumentParts, @Nullable String> part) {
            return new Column(name, true, new Filling.Texts(row -> part.apply(row.parts)));
        }
    }

    /** How the cells of a column are made from rows. */
    private sealed interface Filling {
        DuckDBColumnType type();

        void fill(Row[] rows, int count, DuckDBWritableVector into);

        record Wholes(ToLongFunction<Row> of) implements Filling {
            @Override
            public DuckDBColumnType type() {
                return DuckDBColumnType.BIGINT;
            }

            @Override
            public void fill(Row[] rows, int count, DuckDBWritableVector into) {
                for (int i = 0; i < count; i++) {
                    into.setLong(i, of.applyAsLong(rows[i]));
                }
            }
        }

        record Flags(Predicate<Row> of) implements Filling {
            @Override
            public DuckDBColumnType type() {
                return DuckDBColumnType.BOOLEAN;
            }

            @Override
            public void fill(Row[] rows, int count, DuckDBWritableVector into) {
                for (int i = 0; i < count; i++) {
                    into.setBoolean(i, of.test(rows[i]));
                }
            }
        }

        /** All at once, since each call into the database costs more than most texts. */
        record Texts(Function<Row, @Nullable String> of) implements Filling {
            @Override
            public DuckDBColumnType type() {
                return DuckDBColumnType.VARCHAR;
            }

            @Override
            public void fill(Row[] rows, int count, DuckDBWritableVector into) {
                byte[] @Nullable [] texts = new byte[count] @Nullable [];
                for (int i = 0; i < count; i++) {
                    String text = of.apply(rows[i]);
                    texts[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
                }
                into.setStringUtf8Batch(0, texts);
            }
        }
    }

    @Override
    public LogTable bind(DuckDBTableFunctionBindInfo info) {
        for (Column column : COLUMNS) {
            info.addResultColumn(column.name, column.filling.type());
        }
        info.setCardinality(lease.sequence(), false);
        return this;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        Column[] wanted = new Column[(int) info.getColumnCount()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = column(info.getColumnIndex(i));
        }
        LogReader reader = log.get();
        opened.add(reader);
        return new Cursor(reader, lease, called, wanted);
    }

    /** A count needs no column; what is asked for then has no index of ours. */
    private static Column column(long index) {
        return COLUMNS.get(index >= 0 && index < COLUMNS.size() ? (int) index : 0);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
        Cursor cursor = call.getInitData();
        return cursor.fill(chunk);
    }

    /**
     * An event with its sequence.
     *
     * @param customer the id that the customer is called by
     * @param parts of its document; none where no column is of it
     */
    private record Row(long sequence, Event event, IdentityKey customer, DocumentParts parts) {}

    /** Where a statement is in the log. */
    static final class Cursor {
        private final LogReader log;
        private final Lease lease;
        private final Map<IdentityKey, IdentityKey> called;
        private final Column[] wanted;
        private final @Nullable DocumentSplitter splitter;
        private Row[] rows = new Row[0];
        private @Nullable Committed committed;
        private int next;

        private Cursor(LogReader log, Lease lease, Map<IdentityKey, IdentityKey> called, Column[] wanted) {
            this.log = log;
            this.lease = lease;
            this.called = called;
            this.wanted = wanted;
            this.splitter = Arrays.stream(wanted).anyMatch(Column::isOfDocument) ? new DocumentSplitter() : null;
        }

        private long fill(DuckDBDataChunkWriter chunk) {
            if (rows.length < chunk.capacity()) {
                rows = new Row[(int) chunk.capacity()];
            }
            int count = 0;
            long documents = 0;
            while (count < chunk.capacity() && documents < CHUNK_BYTES) {
                Row row = next();
                if (row == null) {
                    break;
                }
                rows[count++] = row;
                documents += row.event.document().bytes().length;
            }
            for (int i = 0; i < wanted.length; i++) {
                wanted[i].filling.fill(rows, count, chunk.vector(i));
            }
            return count;
        }

        private @Nullable Row next() {
            while (true) {
                Committed current = committed;
                if (current == null || next == current.events().size()) {
                    if (!log.hasNext()) {
                        return null;
                    }
                    committed = log.next();
                    next = 0;
                    continue;
                }
                Event event = current.events().get(next);
                long sequence = current.firstSequence() + next++;
                boolean isSeen = event.timestamp() >= lease.fromMillis() && event.timestamp() < lease.endMillis();
                if (isSeen && !lease.dropped().contains(sequence)) {
                    IdentityKey identity = event.identity();
                    DocumentParts parts = splitter == null ? DocumentParts.NONE : splitter.split(event.document());
                    return new Row(sequence, event, called.getOrDefault(identity, identity), parts);
                }
            }
        }
    }
}
