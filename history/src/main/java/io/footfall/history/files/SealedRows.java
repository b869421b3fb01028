package io.footfall.history.files;

import io.footfall.event.DocumentReader;
import io.footfall.timeline.StoredEvent;
import io.footfall.timeline.Utf8;
import io.footfall.wire.JsonPicker;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/**
 * Reads sealed files in this process, file by file, each as it lies: sorted by identity. Of documents it hands over what lies under some
 * paths only. The database's columns are taken over batch by batch, and of a row nothing is made but where its texts lie; while one batch is
 * looked at, the database makes the next.
 */
public final class SealedRows {
    private static final long BATCH_ROWS = 8_192;

    private static final String ROWS = """
            select
                sequence, epoch_ms(timestamp), epoch_ms(received_at), type, event, source, ${message_id}, user_id, anonymous_id,
                previous_id, ${columns}
            from read_parquet(${file})
            """;

    private final Path folder;
    private final Manifest manifest;
    private final Wanted wanted;

    /**
     * What reads the files of a data folder.
     *
     * @param manifest says which they are; they stay there until they are read
     */
    public SealedRows(Path data, Manifest manifest, Wanted wanted) {
        this.folder = data.toAbsolutePath().resolve(History.FOLDER);
        this.manifest = manifest;
        this.wanted = wanted;
    }

    /**
     * Hands over every event of the files that are what the manifest lists.
     *
     * @return the others
     * @throws IOException if files cannot be read, or have other rows than is listed
     */
    public List<SealedFile> read(Consumer<StoredEvent> into) throws IOException {
        List<SealedFile> flawed = new ArrayList<>();
        if (manifest.events().isEmpty()) {
            return flawed;
        }
        try (Connection connection = FilesHere.open();
                Statement statement = connection.createStatement();
                BufferAllocator memory = new RootAllocator()) {
            Row row = new Row(wanted);
            for (SealedFile file : manifest.events()) {
                if (file.flaw(folder).isPresent()) {
                    flawed.add(file);
                    continue;
                }
                long rows = read(statement, memory, file, row, into);
                if (rows != file.rows()) {
                    throw new IOException(file.name() + " gave " + rows + " of " + file.rows() + " rows");
                }
            }
        } catch (SQLException e) {
            throw new IOException("the files in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return flawed;
    }

    private long read(Statement statement, BufferAllocator memory, SealedFile file, Row row, Consumer<StoredEvent> into)
            throws SQLException, IOException {
        String rows = ROWS.replace("${message_id}", wanted.messageId())
                .replace("${columns}", wanted.columns())
                .replace(
                        "${file}",
                        ParquetFile.quoted(folder.resolve(file.name()).toString()));
        long count = 0;
        try (ResultSet result = statement.executeQuery(rows);
                ArrowReader batches =
                        (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(memory, BATCH_ROWS)) {
            VectorSchemaRoot batch = batches.getVectorSchemaRoot();
            while (batches.loadNextBatch()) {
                row.takeOver(batch);
                for (int i = 0; i < batch.getRowCount(); i++) {
                    row.moveTo(i);
                    if (row.sequence() <= manifest.sealed().sequence()) {
                        into.accept(row);
                    }
                }
                count += batch.getRowCount();
            }
        }
        return count;
    }

    /** The row that is handed over. */
    private static final class Row implements StoredEvent {
        private static final int WHOLES = 3;

        private final Wholes[] wholes = {new Wholes(), new Wholes(), new Wholes()};
        private final Texts[] texts = new Texts[11];
        private final JsonPicker[] pickers;
        private int at;

        Row(Wanted wanted) {
            for (int i = 0; i < texts.length; i++) {
                texts[i] = new Texts();
            }
            pickers = new JsonPicker[] {
                JsonPicker.under("properties", wanted.paths()),
                JsonPicker.under("context", wanted.paths()),
                JsonPicker.under("traits", wanted.paths()),
                JsonPicker.ofRest(wanted.paths())
            };
        }

        void takeOver(VectorSchemaRoot batch) {
            List<FieldVector> columns = batch.getFieldVectors();
            for (int i = 0; i < wholes.length; i++) {
                wholes[i].takeOver((BigIntVector) columns.get(i), batch.getRowCount());
            }
            for (int i = 0; i < texts.length; i++) {
                texts[i].takeOver((VarCharVector) columns.get(WHOLES + i), batch.getRowCount());
            }
        }

        void moveTo(int row) {
            at = row;
            for (Texts each : texts) {
                each.moveTo(row);
            }
        }

        @Override
        public long sequence() {
            return wholes[0].values[at];
        }

        @Override
        public long timestamp() {
            return wholes[1].values[at];
        }

        @Override
        public long receivedAt() {
            return wholes[2].values[at];
        }

        @Override
        public Utf8 type() {
            return texts[0].text;
        }

        @Override
        public Utf8 name() {
            return texts[1].text;
        }

        @Override
        public Utf8 source() {
            return texts[2].text;
        }

        @Override
        public Utf8 messageId() {
            return texts[3].text;
        }

        @Override
        public Utf8 userId() {
            return texts[4].text;
        }

        @Override
        public Utf8 anonymousId() {
            return texts[5].text;
        }

        @Override
        public Utf8 previousId() {
            return texts[6].text;
        }

        @Override
        public void walk(DocumentReader.Visitor visitor) {
            visitor.startObject();
            for (int i = 0; i < pickers.length; i++) {
                Texts part = texts[7 + i];
                if (!part.text.isNothing()) {
                    pickers[i].walk(part.bytes, part.from(at), part.to(at), visitor);
                }
            }
            visitor.endObject();
        }
    }

    /** A column of whole numbers. */
    private static final class Wholes {
        private long[] values = new long[(int) BATCH_ROWS];

        void takeOver(BigIntVector column, int count) {
            if (values.length < count) {
                values = new long[count];
            }
            column.getDataBuffer()
                    .nioBuffer(0, count * Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(values, 0, count);
        }
    }

    /** A column of texts. */
    private static final class Texts {
        private final Utf8 text = new Utf8();
        private int[] ends = new int[(int) BATCH_ROWS + 1];
        private byte[] bytes = new byte[1 << 16];
        private byte[] are = new byte[(int) BATCH_ROWS / Byte.SIZE];
        private boolean areAll;
        private boolean areNone;

        void takeOver(VarCharVector column, int count) {
            int nulls = column.getNullCount();
            areAll = nulls == 0;
            areNone = nulls == count;
            if (areNone) {
                return;
            }
            if (ends.length < count + 1) {
                ends = new int[count + 1];
                are = new byte[count / Byte.SIZE + 1];
            }
            column.getOffsetBuffer()
                    .nioBuffer(0, (count + 1) * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(ends, 0, count + 1);
            if (bytes.length < ends[count]) {
                bytes = new byte[ends[count] * 2];
            }
            column.getDataBuffer().getBytes(0, bytes, 0, ends[count]);
            if (!areAll) {
                column.getValidityBuffer().getBytes(0, are, 0, (count + Byte.SIZE - 1) / Byte.SIZE);
            }
        }

        void moveTo(int row) {
            if (areAll || (!areNone && (are[row >>> 3] >>> (row & 7) & 1) != 0)) {
                text.set(bytes, ends[row], ends[row + 1]);
            } else {
                text.setNothing();
            }
        }

        int from(int row) {
            return ends[row];
        }

        int to(int row) {
            return ends[row + 1];
        }
    }
}
