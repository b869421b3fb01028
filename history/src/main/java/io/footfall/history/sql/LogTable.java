package io.footfall.history.sql;

import io.footfall.event.Event;
import io.footfall.event.IdentityKey;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.LogReader;
import io.footfall.wire.DocumentParts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
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

    /** The columns, in order. */
    private enum Column {
        SEQUENCE(DuckDBColumnType.BIGINT) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setLong(at, row.sequence);
            }
        },
        TIMESTAMP_MILLIS(DuckDBColumnType.BIGINT) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setLong(at, row.event.timestamp());
            }
        },
        RECEIVED_MILLIS(DuckDBColumnType.BIGINT) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setLong(at, row.event.receivedAt());
            }
        },
        TYPE(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setString(at, row.event.type().word());
            }
        },
        EVENT(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setString(at, row.event.name());
            }
        },
        SOURCE(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setString(at, row.event.source());
            }
        },
        MESSAGE_ID(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setString(at, row.event.messageId());
            }
        },
        USER_ID(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(row.event.userId(), into, at);
            }
        },
        ANONYMOUS_ID(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(row.event.anonymousId(), into, at);
            }
        },
        PREVIOUS_ID(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(row.event.previousId(), into, at);
            }
        },
        CUSTOMER(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setString(at, row.customer.id());
            }
        },
        ANONYMOUS(DuckDBColumnType.BOOLEAN) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                into.setBoolean(at, !row.customer.isUser());
            }
        },
        PROPERTIES(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(DocumentParts.part(row.event.document(), "properties"), into, at);
            }
        },
        CONTEXT(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(DocumentParts.part(row.event.document(), "context"), into, at);
            }
        },
        TRAITS(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(DocumentParts.part(row.event.document(), "traits"), into, at);
            }
        },
        REST(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(DocumentParts.rest(row.event.document()), into, at);
            }
        },
        SENT_ORDER(DuckDBColumnType.VARCHAR) {
            @Override
            void put(Row row, DuckDBWritableVector into, long at) {
                putText(DocumentParts.order(row.event.document()), into, at);
            }
        };

        private static final Column[] ALL = values();

        private final DuckDBColumnType type;

        Column(DuckDBColumnType type) {
            this.type = type;
        }

        abstract void put(Row row, DuckDBWritableVector into, long at);

        private static void putText(@Nullable String text, DuckDBWritableVector into, long at) {
            if (text == null) {
                into.setNull(at);
            } else {
                into.setString(at, text);
            }
        }
    }

    @Override
    public LogTable bind(DuckDBTableFunctionBindInfo info) {
        for (Column column : Column.ALL) {
            info.addResultColumn(column.name().toLowerCase(Locale.ROOT), column.type);
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
        return index >= 0 && index < Column.ALL.length ? Column.ALL[(int) index] : Column.SEQUENCE;
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
     */
    private record Row(long sequence, Event event, IdentityKey customer) {}

    /** Where a statement is in the log. */
    static final class Cursor {
        private final LogReader log;
        private final Lease lease;
        private final Map<IdentityKey, IdentityKey> called;
        private final Column[] wanted;
        private @Nullable Committed committed;
        private int next;

        private Cursor(LogReader log, Lease lease, Map<IdentityKey, IdentityKey> called, Column[] wanted) {
            this.log = log;
            this.lease = lease;
            this.called = called;
            this.wanted = wanted;
        }

        private long fill(DuckDBDataChunkWriter chunk) {
            long capacity = chunk.capacity();
            long count = 0;
            while (count < capacity) {
                Row row = next();
                if (row == null) {
                    return count;
                }
                for (int i = 0; i < wanted.length; i++) {
                    wanted[i].put(row, chunk.vector(i), count);
                }
                count++;
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
                if (event.timestamp() < lease.endMillis() && !lease.dropped().contains(sequence)) {
                    IdentityKey identity = event.identity();
                    return new Row(sequence, event, called.getOrDefault(identity, identity));
                }
            }
        }
    }
}
