package io.footfall.history.sql;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.duckdb.DuckDBResultSet;

/** Writes a result as an Arrow stream: the database's own columns, batch by batch, without a look at single values. */
final class ArrowResult {
    private static final long BATCH_ROWS = 8_192;

    private ArrowResult() {}

    /** What is asked before a batch is written. */
    interface Room {
        /** Returns if there may be so many rows in all, and this batch takes so many bytes. */
        void require(long rows, long bytes) throws RefusedException;
    }

    static byte[] write(ResultSet result, SqlRequest.Caps caps) throws SQLException, RefusedException {
        CappedOutput out = new CappedOutput(caps.resultBytesMax());
        write(result, out.channel(), (rows, bytes) -> {
            if (rows > caps.rowsMax()) {
                throw RefusedException.tooManyRows(caps.rowsMax());
            }
            out.requireRoom(bytes);
        });
        return out.toBytes();
    }

    /** Writes it to a channel; how many rows it has. */
    static long write(ResultSet result, WritableByteChannel out, Room room) throws SQLException, RefusedException {
        long rows = 0;
        try (BufferAllocator memory = new RootAllocator();
                ArrowReader batches =
                        (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(memory, BATCH_ROWS)) {
            VectorSchemaRoot batch = batches.getVectorSchemaRoot();
            try (ArrowStreamWriter writer = new ArrowStreamWriter(batch, null, out)) {
                writer.start();
                while (batches.loadNextBatch()) {
                    rows += batch.getRowCount();
                    room.require(
                            rows,
                            batch.getFieldVectors().stream()
                                    .mapToLong(FieldVector::getBufferSize)
                                    .sum());
                    writer.writeBatch();
                }
                writer.end();
            }
            return rows;
        } catch (IOException e) {
            // The database tells what went wrong amid a result through the stream it hands out.
            throw new SQLException(e.getMessage(), e);
        }
    }
}
