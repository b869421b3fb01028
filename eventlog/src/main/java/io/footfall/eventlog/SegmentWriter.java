package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The segment that is being written. Owned by the log's thread. */
final class SegmentWriter {
    private final String name;
    private final long firstSequence;
    private final Storage storage;
    private final Storage.Output output;
    private final PieceWriter pieces;
    private long syncedEnd = SegmentHeader.BYTES;

    private SegmentWriter(long firstSequence, Storage storage, String name, Storage.Output output) {
        this.firstSequence = firstSequence;
        this.storage = storage;
        this.name = name;
        this.output = output;
        this.pieces = new PieceWriter(firstSequence, SegmentHeader.BYTES);
    }

    /** Makes a new segment; when this returns, its name and header are safe. */
    static SegmentWriter create(Storage storage, SegmentHeader header) throws IOException {
        String name = SegmentFormat.fileName(header.firstSequence());
        Storage.Output output = storage.create(name);
        try {
            output.write(ByteBuffer.wrap(header.toBytes()));
            output.sync();
            storage.syncFolder();
            return new SegmentWriter(header.firstSequence(), storage, name, output);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    long firstSequence() {
        return firstSequence;
    }

    /** How many bytes of the file are safe. */
    long syncedEnd() {
        return syncedEnd;
    }

    /** Adds a frame to what the next {@link #sync} makes safe. */
    void add(long sequence, ByteSink body) {
        pieces.add(sequence, body);
    }

    /** Writes the frames added. */
    void write() throws IOException {
        ByteSink bytes = pieces.pieces();
        output.write(ByteBuffer.wrap(bytes.array(), 0, bytes.size()));
        pieces.clear();
    }

    /** Makes what was written safe. */
    void sync() throws IOException {
        output.sync();
        syncedEnd = pieces.place();
    }

    /** Ends the segment. */
    void close() throws IOException {
        output.close();
    }

    /** Ends the segment after a failure: what is not known to be safe is cut off, if the disk lets us. */
    void abandon() {
        try {
            output.close();
            storage.cut(name, syncedEnd);
        } catch (IOException ignored) {
            // The header of the next segment says where this one ends.
        }
    }
}
