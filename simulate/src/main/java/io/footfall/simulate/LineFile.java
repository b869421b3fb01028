package io.footfall.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A shop written to a file, one item a line, in the order items arrive. */
public final class LineFile {

    private LineFile() {}

    /** Writes everything that arrives before {@code until}, replacing the file; returns how many items. */
    public static long write(Shop shop, Instant until, Path file) throws IOException {
        long count = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (Sent sent = shop.next(); sent.sendAtMillis() < until.toEpochMilli(); sent = shop.next()) {
                out.write(sent.item());
                out.write('\n');
                count++;
            }
        }
        return count;
    }
}
