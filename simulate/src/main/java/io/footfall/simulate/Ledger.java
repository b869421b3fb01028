package io.footfall.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file that lists every id a collector answered for, one a line.
 *
 * <p>An id is written only after its answer, so each must be found later, once: counted, or, when it begins with {@code
 * broken-}, quarantined. An item that was sent twice is listed twice. Any thread may write.
 */
public final class Ledger implements AutoCloseable {

    private final Object lock = new Object();
    private final BufferedWriter writer;

    private Ledger(BufferedWriter writer) {
        this.writer = writer;
    }

    /** Opens a ledger, going on behind what is there. */
    public static Ledger open(Path file) throws IOException {
        return new Ledger(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Writes ids that were answered; they are with the operating system when this returns. */
    public void answered(List<String> messageIds) throws IOException {
        synchronized (lock) {
            for (String messageId : messageIds) {
                writer.write(messageId);
                writer.write('\n');
            }
            writer.flush();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            writer.close();
        }
    }
}
