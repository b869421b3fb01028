package io.footfall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How long this disk takes to make a small append safe, with nobody else's work in the way. */
final class DiskSync {
    /** About what one group of requests is, at some thousand requests a second. */
    private static final int APPEND_BYTES = 32 << 10;

    private DiskSync() {}

    /** Appends to a new file and syncs, so many times, one after another; the file is gone afterwards. */
    static Latencies measure(Path file, int count) throws IOException {
        Latencies latencies = new Latencies();
        ByteBuffer bytes = ByteBuffer.allocateDirect(APPEND_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < count; i++) {
                bytes.clear();
                long start = System.nanoTime();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
                latencies.add(System.nanoTime() - start);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return latencies;
    }
}
