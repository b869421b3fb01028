package io.footfall.bench.questions;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of events for the peer, in ClickHouse's RowBinary: 25 bytes an event, little-endian. */
final class EventsFile implements AutoCloseable {
    private static final int ROW_BYTES = 25;

    private final OutputStream out;
    private final ByteBuffer row = ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    EventsFile(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    void add(Shop.Did did) {
        row.clear();
        row.putInt(did.customer).put((byte) did.name).putLong(did.timestamp);
        row.putInt(did.campaign).putLong(did.name == Shop.ORDER ? did.priceCents : 0);
        try {
            out.write(row.array());
        } catch (IOException e) {
            throw new UncheckedIOException("the events for the peer could not be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
